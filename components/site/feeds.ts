import { megawatts } from "../capacity/power.ts";
import type { FeedsSpec } from "../schema/feeds.ts";

/** The number of feeds that may fail while the others still carry the capacity. */
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

/** Megawatts that the feeds carry with their spares failed. */
export const dependableMegawatts = (feeds: FeedsSpec): number =>
  megawatts((feeds.count.value - spareFeeds(feeds)) * feeds.megawattsEach.value);

/** Megawatts that are left when one feed fails (N-1), whatever the redundancy. */
export const megawattsWithOneFeedLost = (feeds: FeedsSpec): number => megawatts((feeds.count.value - 1) * feeds.megawattsEach.value);
