import { megawatts } from "../capacity/power.ts";
import type { FeedsSpec } from "../schema/feeds.ts";

/** How many feeds may fail while the capacity is still carried. */
function spareFeeds({ redundancy, count }: FeedsSpec): number {
  switch (redundancy.value) {
    case "N":
      return 0;
    case "N+1":
      return 1;
    case "2N":
      return Math.floor(count.value / 2);
  }
}

/** The megawatts that the feeds carry with their spares failed: what they may be relied on for. */
export const dependableMegawatts = (feeds: FeedsSpec): number =>
  megawatts((feeds.count.value - spareFeeds(feeds)) * feeds.megawattsEach.value);

/** The megawatts that are left when one feed fails (N-1), whatever the redundancy. */
export const megawattsWithOneFeedLost = (feeds: FeedsSpec): number => megawatts((feeds.count.value - 1) * feeds.megawattsEach.value);
