import type { FleetInput } from "../components/schema/fleet.ts";
import { stated } from "../components/lib/fact.ts";
import { fleetSheet } from "./sources.ts";

/** All sites, and the fleet's announced milestones. */
export default {
  asOf: "2026-11-01",
  sites: ["glomfjord", "narvik", "keflavik", "loughton", "texas", "stargate-uk"],
  milestones: [
    { date: "2025-12-31", gpus: stated(50_000, `${fleetSheet}: about 50,000 by the end of 2025`) },
    { date: "2026-12-31", gpus: stated(150_000, `${fleetSheet}: about 150,000 by the end of 2026`) },
    { date: "2027-12-31", gpus: stated(350_000, `${fleetSheet}: about 350,000 by 2027`) },
  ],
} satisfies FleetInput;
