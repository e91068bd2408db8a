import { assumed } from "../../components/lib/fact.ts";
import { add, remove, set, type InvalidCases } from "../support/invalid.ts";

/** Clusters: their machines, releases, networks, phases and halls. */
export default {
  "accelerator-of-another-maker": {
    change: (stack) => set(stack, "clusters.training.accelerator", "tpu"),
    faults: [
      'clusters.training.accelerator: got "tpu", want one of h100, h200, b200, b300, gb200-nvl72, gb300-nvl72, vr200-nvl72, mi300x, mi355x, mi455x-helios; fix: write one of them: an accelerator of the catalogue',
    ],
  },
  "air-cooled-hosts-on-liquid": {
    change: (stack) => {
      set(stack, "site.cooling.supplies.value", ["direct-to-chip-liquid"]);
      set(stack, "clusters.training.accelerator", "h200");
      set(stack, "deliveries.training.accelerator", "h200");
    },
    faults: [
      "clusters.training.accelerator: got NVIDIA H200 SXM, cooled by air, at a site whose closed-loop-direct-to-chip cooling supplies direct-to-chip-liquid, want an accelerator that direct-to-chip-liquid can cool; fix: choose another accelerator, or add air to site.cooling.supplies if the site has it",
    ],
  },
  "control-plane-at-a-url": {
    change: (stack) => set(stack, "clusters.training.controlPlane.endpoint.host", "https://10.10.0.10"),
    faults: [
      'clusters.training.controlPlane.endpoint.host: got "https://10.10.0.10", want an IPv4 address or a host name: labels in lower case, the last one no number, and no dot at the end; fix: write an IPv4 address, as pods have, or a host name',
    ],
  },
  "control-plane-with-a-key-that-nobody-declares": {
    change: (stack) => add(stack, "clusters.training.controlPlane.encryptionKey", "sites"),
    faults: [
      "clusters.training.controlPlane.encryptionKey: got sites, want a key of site.storage.encryptionKeys: site; fix: did you mean site? If not, name one of them, or declare the key with its holder and its place",
    ],
  },
  "issuer-at-a-host-of-no-egress": {
    change: (stack) => add(stack, "clusters.training.controlPlane.authentication", { issuer: "https://login.example.org/realms/site" }),
    faults: [
      "clusters.training.controlPlane.authentication.issuer: got https://login.example.org/realms/site, at a host that site.egress does not declare for identity, want an issuer whose place is known; fix: declare the host in site.egress with purpose identity and its jurisdiction, or correct the issuer",
    ],
  },
  "issuer-without-https": {
    change: (stack) => add(stack, "clusters.training.controlPlane.authentication", { issuer: "http://identity.example.com" }),
    faults: [
      'clusters.training.controlPlane.authentication.issuer: got "http://identity.example.com", want a URL that starts with https:// and has no user, query or fragment; fix: write the OpenID Connect issuer of people\'s tokens, exactly as the tokens name it; its host is in site.egress',
    ],
  },
  "network-of-another-name": {
    change: (stack) => add(stack, "clusters.training.network.cni", { kind: "calico" }),
    faults: ['clusters.training.network.cni.kind: got "calico", want one of cilium, present; fix: write one of them'],
  },
  "even-control-plane": {
    change: (stack) => set(stack, "clusters.training.controlPlane.replicas", 2),
    faults: [
      "clusters.training.controlPlane.replicas: got 2, want one of 1, 3, 5; fix: write one of them: 1, 3 or 5 control plane hosts: etcd wants an odd number",
    ],
  },
  "fabric-by-name": {
    change: (stack) => set(stack, "clusters.training.fabric", "infiniband"),
    faults: ['clusters.training.fabric: got "infiniband", want an object with kind: infiniband | roce; fix: write { kind: "infiniband" }'],
  },
  "gb300-on-air": {
    change: (stack) => {
      set(stack, "site.cooling.system.value", "adiabatic");
      set(stack, "site.cooling.supplies.value", ["air"]);
    },
    faults: [
      "clusters.racks.accelerator: got NVIDIA GB300 NVL72, cooled by direct-to-chip-liquid, at a site whose adiabatic cooling supplies air, want an accelerator that air can cool; fix: choose another accelerator, or add direct-to-chip-liquid to site.cooling.supplies if the site has it",
    ],
  },
  "half-a-gpu": {
    change: (stack) => set(stack, "clusters.training.gpus.value", 0.5),
    faults: ["clusters.training.gpus.value: got 0.5, want a whole number; fix: write the GPUs of the whole cluster, one or more"],
  },
  "hosts-for-three-clusters": {
    change: (stack) => {
      set(stack, "clusters.training.gpus.value", (2 * 4_997 + 1) * 8);
      set(stack, "clusters.training.network.podCidr", "10.128.0.0/10");
      set(stack, "site.phases.0.capacityMegawatts.value", 200);
      set(stack, "site.phases.1.capacityMegawatts.value", 300);
      set(stack, "site.powerAgreements.hydro.megawatts.value", 300);
    },
    faults: [
      "clusters.training.gpus: got 79,960 GPUs on 9,995 hosts, 9,998 nodes with the control plane, want at most 5,000 nodes in one Kubernetes cluster; fix: spread them over 3 clusters or more",
    ],
  },
  "more-gpus-than-the-phase-powers": {
    change: (stack) => set(stack, "clusters.training.gpus.value", 496),
    faults: [
      "clusters.training.gpus: got 62 b200 units x 14.3 kW x PUE 1.15 = 1.01959 MW in the phases up to initial, want at most 1 MW (which this IT load of 0.8866 MW fits while PUE ≤ 1.12); fix: give training at most 480 GPUs, or place a cluster in a later phase",
    ],
  },
  "more-than-5000-nodes": {
    change: (stack) => {
      set(stack, "clusters.racks.gpus.value", 100_000);
      set(stack, "clusters.racks.network.podCidr", "10.128.0.0/9");
      set(stack, "site.phases.1.capacityMegawatts.value", 300);
      set(stack, "site.powerAgreements.hydro.megawatts.value", 300);
    },
    faults: [
      "clusters.racks.gpus: got 100,000 GPUs on 25,002 hosts, 25,005 nodes with the control plane, want at most 5,000 nodes in one Kubernetes cluster; fix: spread them over 6 clusters or more",
    ],
  },
  "nine-planes": {
    change: (stack) => set(stack, "clusters.training.fabric", { kind: "roce", planes: assumed(9, "one too many") }),
    faults: ["clusters.training.fabric.planes.value: got 9, want a number ≤ 8; fix: write independent planes of the fabric, 1 to 8"],
  },
  "no-gpus": {
    change: (stack) => set(stack, "clusters.training.gpus.value", 0),
    faults: ["clusters.training.gpus.value: got 0, want a number > 0; fix: write the GPUs of the whole cluster, one or more"],
  },
  "no-room-beside-the-first": {
    change: (stack) => {
      set(stack, "clusters.training.gpus.value", 480);
      set(stack, "clusters.racks.gpus.value", 72);
      set(stack, "deliveries.racks.gpus.value", 72);
      set(stack, "clusters.racks.phase", "initial");
    },
    faults: [
      "clusters: got (60 b200 units x 14.3 kW + 1 gb300-nvl72 unit x 140 kW) x PUE 1.15 = 1.1477 MW in the phases up to initial, want at most 1 MW (which this IT load of 0.998 MW fits while PUE ≤ 1); fix: declare fewer GPUs, or place a cluster in a later phase",
    ],
  },
  "racks-denser-than-the-hall": {
    change: (stack) => set(stack, "clusters.training.unitsPerRack.value", 10),
    faults: [
      "clusters.training.unitsPerRack: got 10 x 14.3 kW = 143.0 kW a rack, want at most the 140 kW that hall hall-1 gives a rack; fix: put fewer hosts in a rack, or choose another hall",
    ],
  },
  "racks-that-clusters-cannot-share": {
    change: (stack) => {
      set(stack, "clusters.racks.gpus.value", 99_936);
      set(stack, "clusters.racks.network.podCidr", "10.128.0.0/9");
      set(stack, "site.phases.1.capacityMegawatts.value", 300);
      set(stack, "site.powerAgreements.hydro.megawatts.value", 300);
    },
    faults: [
      "clusters.racks.gpus: got 99,936 GPUs on 24,984 hosts, 24,987 nodes with the control plane, want at most 5,000 nodes in one Kubernetes cluster; fix: spread them over 6 clusters or more",
    ],
  },
  "two-clusters-overflow-the-last-phase": {
    change: (stack) => {
      set(stack, "clusters.racks.gpus.value", 1152);
      set(stack, "site.powerAgreements.hydro.megawatts.value", 4);
    },
    faults: [
      "clusters: got (32 b200 units x 14.3 kW + 16 gb300-nvl72 units x 140 kW) x PUE 1.15 = 3.10224 MW in the phases up to expansion, want at most 3 MW (which this IT load of 2.6976 MW fits while PUE ≤ 1.11); fix: give racks at most 1,080 GPUs",
    ],
  },
  "two-clusters-overflow-the-phase": {
    change: (stack) => set(stack, "clusters.racks.phase", "initial"),
    faults: [
      "clusters: got (32 b200 units x 14.3 kW + 10 gb300-nvl72 units x 140 kW) x PUE 1.15 = 2.13624 MW in the phases up to initial, want at most 1 MW; fix: give racks at most 144 GPUs, or place a cluster in a later phase",
    ],
  },
  "unknown-accelerator": {
    change: (stack) => set(stack, "clusters.training.accelerator", "b400"),
    faults: [
      'clusters.training.accelerator: got "b400", want one of h100, h200, b200, b300, gb200-nvl72, gb300-nvl72, vr200-nvl72, mi300x, mi355x, mi455x-helios; fix: write one of them: an accelerator of the catalogue',
    ],
  },
  "unknown-hall": {
    change: (stack) => set(stack, "clusters.racks.hall", "hall-9"),
    faults: ["clusters.racks.hall: got hall-9, want a hall of the site: hall-1; fix: name one of them, or declare the hall in site.halls"],
  },
  "unknown-phase": {
    change: (stack) => set(stack, "clusters.racks.phase", "third"),
    faults: [
      "clusters.racks.phase: got third, want a phase of the site: initial, expansion; fix: name one of them, or declare the phase in site.phases",
    ],
  },
  "unknown-release-of-a-scalable-unit": {
    change: (stack) => add(stack, "clusters.training.releaseByScalableUnit", { "su-1": "latest" }),
    faults: [
      'clusters.training.releaseByScalableUnit.su-1: got "latest", want one of 2026.08, 2026.10, 2026.11, 2026.12; fix: write one of them: a release set of the catalogue',
    ],
  },
  "unknown-release": {
    change: (stack) => set(stack, "clusters.training.release", "2027.12"),
    faults: [
      'clusters.training.release: got "2027.12", want one of 2026.08, 2026.10, 2026.11, 2026.12; fix: write one of them: the release set of the catalogue that the cluster runs: Kubernetes, node image, operators',
    ],
  },
  "upper-case-key": {
    change: (stack) => {
      add(stack, "clusters.Training", stack.clusters["training"]);
      remove(stack, "clusters.training");
      remove(stack, "deliveries.training");
    },
    faults: [
      'clusters.Training: got the key "Training", want a lower-case name of letters, digits and hyphens, at most 40 characters, that starts with a letter; fix: rename it',
    ],
  },
  "wave-beyond-the-last-scalable-unit": {
    change: (stack) => add(stack, "clusters.training.releaseByScalableUnit", { "su-1": "2026.11", "su-3": "2026.11" }),
    faults: ["clusters.training.releaseByScalableUnit: got su-3, want su-1 to su-2; fix: name a scalable unit of the cluster"],
  },
  "wave-of-a-rack": {
    change: (stack) => add(stack, "clusters.training.releaseByScalableUnit", { "rack-1": "2026.11" }),
    faults: ["clusters.training.releaseByScalableUnit: got rack-1, want su-1 to su-2; fix: name a scalable unit of the cluster"],
  },
  "wave-of-a-second-scalable-unit-of-one": {
    change: (stack) => {
      set(stack, "clusters.training.scalableUnitUnits.value", 32);
      add(stack, "clusters.training.releaseByScalableUnit", { "su-2": "2026.11" });
    },
    faults: ["clusters.training.releaseByScalableUnit: got su-2, want su-1; fix: name a scalable unit of the cluster"],
  },
  "wave-of-scalable-unit-zero": {
    change: (stack) => add(stack, "clusters.training.releaseByScalableUnit", { "su-0": "2026.11" }),
    faults: ["clusters.training.releaseByScalableUnit: got su-0, want su-1 to su-2; fix: name a scalable unit of the cluster"],
  },
} satisfies InvalidCases;
