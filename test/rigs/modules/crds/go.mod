module nscale/crds

go 1.26.0

require (
	// The newest that is served as a module, from between 25.3 and 25.10; the release sets name later ones.
	github.com/NVIDIA/gpu-operator v0.0.0-20250917190837-d73a0086a6ba
	github.com/cert-manager/cert-manager v1.21.2
	github.com/envoyproxy/gateway v1.9.1
	github.com/external-secrets/external-secrets v1.3.2
	github.com/fluxcd/helm-controller v1.6.3
	github.com/fluxcd/kustomize-controller v1.9.6
	github.com/fluxcd/source-controller v1.9.1
	github.com/kedacore/keda/v2 v2.21.0
	github.com/kubernetes-csi/external-snapshotter/client/v8 v8.7.0
	github.com/prometheus-operator/prometheus-operator v0.94.1
	sigs.k8s.io/cluster-api v1.14.2
	sigs.k8s.io/gateway-api v1.6.1
	sigs.k8s.io/gateway-api-inference-extension v1.5.0
	sigs.k8s.io/jobset v0.12.0
	sigs.k8s.io/kueue v0.19.2
	// The release that Kueue is built with: v0.10.0, which the release sets name, is not served as a module. Both serve leaderworkerset.x-k8s.io/v1.
	sigs.k8s.io/lws v0.9.0
)
