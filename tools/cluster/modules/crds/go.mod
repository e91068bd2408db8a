module nscale/tools/cluster/crds

go 1.26.0

require (
	github.com/external-secrets/external-secrets v1.3.2
	github.com/kubernetes-csi/external-snapshotter/client/v8 v8.7.0
	sigs.k8s.io/cluster-api v1.14.2
	sigs.k8s.io/kueue v0.19.2
)
