import { pulumiStateType } from "../../lib/pulumi-state.ts";
import { deliveryContract, gpuClusterContract } from "../../../components/schema/contracts/cluster.ts";
import { fleetContract, routingContract, tenantContract } from "../../../components/schema/contracts/fleet.ts";
import { endpointContract, gatewayContract, huggingFaceMappingContract } from "../../../components/schema/contracts/inference.ts";
import { kubernetesLayerContract, multiKueueContract, slurmLayerContract } from "../../../components/schema/contracts/layers.ts";
import {
  egressContract,
  flexibilityContract,
  heatReuseContract,
  permitContract,
  phaseContract,
  powerAgreementContract,
  siteContract,
  storageContract,
} from "../../../components/schema/contracts/site.ts";

const site = siteContract.type;

/**
 * The components of the project, each with the components below which it may stand; an empty list is the stack itself. A fact that stands
 * anywhere else was declared beside the data, and counts for nothing.
 */
export const components: Readonly<Record<string, readonly string[]>> = {
  [deliveryContract.type]: [site],
  [egressContract.type]: [site, routingContract.type],
  [endpointContract.type]: [],
  [fleetContract.type]: [],
  [flexibilityContract.type]: [site],
  [gatewayContract.type]: [],
  [gpuClusterContract.type]: [],
  [heatReuseContract.type]: [site],
  [huggingFaceMappingContract.type]: [],
  [kubernetesLayerContract.type]: [],
  [multiKueueContract.type]: [],
  [permitContract.type]: [site],
  [phaseContract.type]: [site],
  [powerAgreementContract.type]: [site],
  [routingContract.type]: [],
  [site]: [],
  [slurmLayerContract.type]: [],
  [storageContract.type]: [site],
  [tenantContract.type]: [],
};

/** What Pulumi itself registers, its providers among them, and the values that are drawn at random: they hold no place, host or pod. */
export const otherTypes: readonly string[] = [
  "pulumi:pulumi:Stack",
  "pulumi:pulumi:StackReference",
  "pulumi:providers:kubernetes",
  // Reads what other stacks of the same backend put out.
  "pulumi:providers:pulumi",
  "pulumi:providers:random",
  "random:index/randomBytes:RandomBytes",
  "random:index/randomPassword:RandomPassword",
  pulumiStateType,
];
