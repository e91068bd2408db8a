import { buildControlPlane } from "../rigs/cluster/control-plane.ts";
import { buildControllers, buildGitOps, buildNetworkPolicy, buildSlurmOperator } from "../rigs/cluster/controllers.ts";
import { locateEngine } from "../../cli/engine/locate.ts";
import { prepareServing } from "../rigs/serving/only-loopback.ts";
import type { Part } from "./parts.ts";

const builders: Readonly<Record<Part, () => Promise<unknown>>> = {
  engine: locateEngine,
  "control-plane": buildControlPlane,
  controllers: buildControllers,
  "slurm-operator": buildSlurmOperator,
  gitops: buildGitOps,
  "network-policy": buildNetworkPolicy,
  serving: prepareServing,
};

/** Builds one of the parts that tests need: run as a program with the part's name. */
const [part] = process.argv.slice(2);
await builders[part as Part]();
