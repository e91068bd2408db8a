import type { Rule } from "../lib/rule.ts";
import { goCancelledForSite, noOffsets, noUnbundledCertificates } from "./certificates.ts";
import { ppaCoversLoad, ppaSameBiddingZone, ppaTermCoversPhase } from "./coverage.ts";
import { gridSiteNeedsPlan, renewableClaimBacked, requireDirectPpa } from "./direct-power.ts";
import { eedKpisPresent, pueLimit, wueLimit } from "./efficiency.ts";
import { additionalityWindow, hourlyMatchDeclared } from "./matching.ts";

/** Every rule of the pack. */
export const rules: readonly Rule[] = [
  requireDirectPpa,
  noUnbundledCertificates,
  noOffsets,
  goCancelledForSite,
  renewableClaimBacked,
  ppaSameBiddingZone,
  ppaCoversLoad,
  ppaTermCoversPhase,
  hourlyMatchDeclared,
  additionalityWindow,
  gridSiteNeedsPlan,
  pueLimit,
  wueLimit,
  eedKpisPresent,
];
