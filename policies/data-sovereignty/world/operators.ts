import { inert, type Kind } from "./kind.ts";

const nodeLabels = ["spec.template.spec.joinConfiguration.nodeRegistration.**"] as const;

const nvidiaImages: Kind = { images: ["spec.*.repository", "spec.*.image", "spec.*.*.repository", "spec.*.*.image"] };

const slurm = (...parts: readonly string[]): Kind => ({
  pods: ["spec.template.spec"],
  images: parts.map((part) => `spec.${part}.image`),
  hosts: ["spec.externalConfig.host"],
  places: ["spec.service.spec.type", "spec.service.spec.loadBalancerSourceRanges[]"],
  credentials: ["spec.slurmKeyRef.**", "spec.jwtKeyRef.**", "spec.sssdConfRef.**", "spec.ssh.sssdConfRef.**"],
  prose: ["spec.slurmKeyRef.**", "spec.jwtKeyRef.**", "spec.sssdConfRef.**", "spec.ssh.sssdConfRef.**"],
});

/** Kinds of the operators that make machines, queues and Slurm clusters, by group and kind. */
export const operatorKinds: Readonly<Record<string, Kind>> = {
  "bootstrap.cluster.x-k8s.io/KubeadmConfigTemplate": { places: nodeLabels, texts: ["spec.template.spec.files[].content"] },
  "controlplane.cluster.x-k8s.io/KubeadmControlPlaneTemplate": {
    places: ["spec.template.spec.kubeadmConfigSpec.**"],
    texts: ["spec.template.spec.kubeadmConfigSpec.files[].content"],
  },
  "cluster.x-k8s.io/Cluster": {
    hosts: [
      "spec.topology.variables[].value.url",
      "spec.topology.controlPlane.variables.overrides[].value.url",
      "spec.controlPlaneEndpoint.host",
    ],
    places: ["spec.topology.workers.**"],
    prose: ["spec.infrastructureRef.**", "spec.controlPlaneRef.**"],
  },
  "cluster.x-k8s.io/ClusterClass": { prose: ["spec.**"] },
  "infrastructure.cluster.x-k8s.io/Metal3ClusterTemplate": { own: ["spec.template.spec.controlPlaneEndpoint.host"] },
  "infrastructure.cluster.x-k8s.io/Metal3DataTemplate": { prose: ["spec.metaData.**"] },
  "infrastructure.cluster.x-k8s.io/Metal3MachineTemplate": {
    hosts: ["spec.template.spec.image.url"],
    places: ["spec.template.spec.hostSelector.**"],
  },
  "metal3.io/BareMetalHost": {
    hosts: ["spec.bmc.address", "spec.image.url"],
    places: ["metadata.labels.**"],
    credentials: ["spec.bmc.credentialsName"],
  },
  "kueue.x-k8s.io/AdmissionCheck": inert,
  "kueue.x-k8s.io/ClusterQueue": inert,
  "kueue.x-k8s.io/LocalQueue": inert,
  "kueue.x-k8s.io/MultiKueueCluster": {
    places: ["spec.clusterSource.**"],
    credentials: ["spec.clusterSource.kubeConfig.location"],
    prose: ["spec.clusterSource.**"],
  },
  "kueue.x-k8s.io/MultiKueueConfig": { places: ["spec.clusters[]"], prose: ["spec.clusters[]"] },
  "kueue.x-k8s.io/ResourceFlavor": inert,
  "kueue.x-k8s.io/Topology": inert,
  "kueue.x-k8s.io/WorkloadPriorityClass": inert,
  "leaderworkerset.x-k8s.io/LeaderWorkerSet": {
    pods: ["spec.leaderWorkerTemplate.leaderTemplate.spec", "spec.leaderWorkerTemplate.workerTemplate.spec"],
  },
  "mellanox.com/HostDeviceNetwork": inert,
  "mellanox.com/NicClusterPolicy": nvidiaImages,
  "mellanox.com/NicNodePolicy": { ...nvidiaImages, prose: ["spec.sriovDevicePlugin.config"] },
  "nvidia.com/ClusterPolicy": nvidiaImages,
  "nvidia.com/GPUCluster": nvidiaImages,
  "amd.com/DeviceConfig": nvidiaImages,
  "resource.nvidia.com/ComputeDomain": inert,
  "monitoring.coreos.com/PodMonitor": inert,
  "monitoring.coreos.com/PrometheusRule": { prose: ["spec.groups[].rules[].annotations.**", "spec.groups[].rules[].expr"] },
  "monitoring.coreos.com/ServiceMonitor": inert,
  "slinky.slurm.net/Accounting": slurm("slurmdbd", "initconf"),
  "slinky.slurm.net/Controller": slurm("slurmctld", "reconfigure", "logfile"),
  "slinky.slurm.net/LoginSet": slurm("login", "initconf"),
  "slinky.slurm.net/NodeSet": slurm("slurmd", "logfile"),
  "slinky.slurm.net/RestApi": slurm("slurmrestd"),
  "slinky.slurm.net/Token": { credentials: ["spec.jwtKeyRef.**"], prose: ["spec.**"] },
  "snapshot.storage.k8s.io/VolumeSnapshotClass": { places: ["driver", "parameters.**"], prose: ["driver"] },
  // Kyverno forbids by patterns; what it adds or asks elsewhere is searched.
  "kyverno.io/ClusterPolicy": { prose: ["spec.rules[].validate.**"] },
};
