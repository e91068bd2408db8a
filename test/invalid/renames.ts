import { add, set, type InvalidCases } from "../support/invalid.ts";
import { exampleEndpoint, serve } from "../support/inference.ts";
import { exampleSlurm } from "../support/slurm.ts";

/** Keys that were changed. */
export default {
  "cluster-renamed-from-one-that-is-still-there": {
    change: (stack) => add(stack, "clusters.training.renamedFrom", "racks"),
    faults: [
      "clusters.training.renamedFrom: got racks, which clusters still has, want a key that the file has no more: both would have one name, and one another's data; fix: take clusters.racks out, or leave the field out",
    ],
  },
  "clusters-renamed-from-one": {
    change: (stack) => {
      add(stack, "clusters.training.renamedFrom", "first");
      add(stack, "clusters.racks.renamedFrom", "first");
    },
    faults: [
      "clusters.racks.renamedFrom: got first, which clusters.training was renamed from too, want a key that one alone was renamed from; fix: correct one of the two",
    ],
  },
  "endpoint-renamed-from-itself": {
    change: (stack) => {
      serve(stack);
      add(stack, "inference.endpoints.scout.renamedFrom", "scout");
    },
    faults: ["inference.endpoints.scout.renamedFrom: got scout, want the key that it was first declared by; fix: leave the field out"],
  },
  "endpoint-whose-first-name-another-gets": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.replicas", { min: 1, max: 1 });
      add(stack, "inference.endpoints.new", exampleEndpoint({ servedAs: "new", replicas: { min: 1, max: 1 } }));
      add(stack, "inference.endpoints.new.renamedFrom", "scout-picker");
    },
    faults: [
      "inference.endpoints.new: got the Deployment scout-picker (namespace inference-research of cluster training), which is also that of inference.endpoints.scout, want a name that nothing else gets; fix: rename one of the two",
    ],
  },
  "file-system-renamed-from-one-that-is-still-there": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      const fileSystems = stack.clusters["training"]?.slurm?.fileSystems ?? {};
      const [first = "", second = ""] = Object.keys(fileSystems);
      add(fileSystems, `${first}.renamedFrom`, second);
    },
    faults: [
      "clusters.training.slurm.fileSystems.home.renamedFrom: got scratch, which clusters.training.slurm.fileSystems still has, want a key that the file has no more: both would have one name, and one another's data; fix: take clusters.training.slurm.fileSystems.scratch out, or leave the field out",
    ],
  },
  "tenant-renamed-from-a-name-that-is-none": {
    change: (stack) => add(stack, "tenants.research.renamedFrom", "Research AS"),
    faults: [
      'tenants.research.renamedFrom: got "Research AS", want a lower-case name of letters, digits and hyphens, at most 40 characters, that starts with a letter; fix: write the key by which the tenant was first declared, if it has another now: all that is made of it keeps its names and its data',
    ],
  },
  "tenant-renamed-from-one-that-is-still-there": {
    change: (stack) => add(stack, "tenants.research.renamedFrom", "industry"),
    faults: [
      "tenants.research.renamedFrom: got industry, which tenants still has, want a key that the file has no more: both would have one name, and one another's data; fix: take tenants.industry out, or leave the field out",
    ],
  },
} satisfies InvalidCases;
