import { rules } from "../../../policies/data-sovereignty/rules.ts";
import { testRules } from "../../support/policies.ts";
import { cases as closedWorld } from "./closed-world.ts";
import { cases as declarations } from "./declarations.ts";
import { cases as isolation } from "./isolation.ts";
import { cases as placement } from "./placement.ts";
import { cases as ranges } from "./ranges.ts";
import { cases as reconciliation } from "./reconciliation.ts";
import { cases as references } from "./references.ts";
import { cases as serving } from "./serving.ts";
import { cases as traffic } from "./traffic.ts";
import { cases as volumes } from "./volumes.ts";

testRules(rules, {
  ...closedWorld,
  ...isolation,
  ...placement,
  ...declarations,
  ...volumes,
  ...ranges,
  ...reconciliation,
  ...references,
  ...serving,
  ...traffic,
});
