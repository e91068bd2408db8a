import type { Rule } from "../lib/rule.ts";
import { gpuEccnDeclared } from "./classification.ts";
import { criticalFieldsKnown } from "./critical-fields.ts";
import { tenantKycRecord } from "./customers.ts";
import { destinationLicence } from "./destination.ts";
import { endUserHqCheck } from "./end-users.ts";
import { noNacAcaForDatacentre } from "./licence-exceptions.ts";
import { crossBorderMoveCheck } from "./moves.ts";
import { ownershipScreen, siteOwnershipScreen } from "./ownership.ts";
import { worldwideLicencePlan } from "./worldwide-licence.ts";

/** Every rule of the pack. */
export const rules: readonly Rule[] = [
  criticalFieldsKnown,
  gpuEccnDeclared,
  destinationLicence,
  endUserHqCheck,
  ownershipScreen,
  siteOwnershipScreen,
  noNacAcaForDatacentre,
  crossBorderMoveCheck,
  tenantKycRecord,
  worldwideLicencePlan,
];
