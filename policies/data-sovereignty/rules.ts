import type { Rule } from "../lib/rule.ts";
import { kindKnown } from "./closed-world.ts";
import { clusterTargetDeclared } from "./cluster-targets.ts";
import { namespaceClosed } from "./default-deny.ts";
import { destinationDeclared } from "./destinations.ts";
import { endpointStaysInRegion, publicMappingDeclared } from "./endpoints.ts";
import { noHostAccess } from "./host-access.ts";
import { ingressDeclared } from "./ingress.ts";
import { imageRegistryDeclared } from "./images.ts";
import { rangeInOneJurisdiction } from "./ranges.ts";
import { serviceDestinationDeclared } from "./networks.ts";
import { objectsMatchFacts } from "./reconciliation.ts";
import { operatorControlDeclared } from "./operator.ts";
import { placeAsPublished } from "./places.ts";
import { regionLabelRequired, workloadRegionAffinity } from "./regions.ts";
import { kmsKeyJurisdiction, storageStaysInRegion } from "./storage.ts";
import { telemetryStaysHome } from "./telemetry.ts";
import { transferBasisValid } from "./transfers.ts";
import { volumeClassDeclared } from "./volumes.ts";

/** Every rule of the pack. */
export const rules: readonly Rule[] = [
  kindKnown,
  namespaceClosed,
  noHostAccess,
  objectsMatchFacts,
  placeAsPublished,
  regionLabelRequired,
  workloadRegionAffinity,
  storageStaysInRegion,
  kmsKeyJurisdiction,
  telemetryStaysHome,
  transferBasisValid,
  operatorControlDeclared,
  volumeClassDeclared,
  imageRegistryDeclared,
  destinationDeclared,
  serviceDestinationDeclared,
  rangeInOneJurisdiction,
  clusterTargetDeclared,
  endpointStaysInRegion,
  publicMappingDeclared,
  ingressDeclared,
];
