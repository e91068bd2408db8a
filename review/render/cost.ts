import type { Change, StackReview } from "../schema.ts";
import { number, signed } from "./figures.ts";

type Cost = NonNullable<StackReview["cost"]>;

const usd = (value: number | null): string => (value === null ? "–" : `$${number(value, 2)}`);
const millions = (value: number | null): string => (value === null ? "–" : `$${number(value / 1e6, 2)}M`);

const change = ({ before, after }: Change, print: (value: number | null) => string): string => `${print(before)} → ${print(after)}`;

/** A change of cost, part by part, each in a few words. */
export function costTexts({ powerUsdPerYear: power, hardwareUsdPerYear: hardware, gpuHours, tokens, contracts }: Cost): string[] {
  const yearly = (what: string, moved: Change) => {
    const delta = (moved.after ?? 0) - (moved.before ?? 0);
    return delta === 0 ? [] : [`${what} ${change(moved, millions)} a year (${signed(delta / 1e6, 2)})`];
  };
  const sold = contracts.reduce((sum, { usdMillions }) => sum + usdMillions, 0);
  return [
    ...yearly("power", power),
    ...yearly("hardware", hardware),
    ...gpuHours.map(({ accelerator, usd: moved }) => `a GPU-hour of ${accelerator} ${change(moved, usd)}`),
    ...tokens.map(
      ({ endpoint, usd: moved, priceUsd }) => `a million output tokens of ${endpoint} ${change(moved, usd)}, sold for ${usd(priceUsd)}`,
    ),
    ...(contracts.length === 0 ? [] : [`contracts of $${number(sold, 2)}M reached: ${contracts.map(({ tenant }) => tenant).join(", ")}`]),
  ];
}
