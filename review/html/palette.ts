import type { AcceleratorName } from "../../components/catalog/accelerators.ts";
/** A colour for light and dark pages, with a contrast of at least 4.5 to 1 to the page and to text within it. */
interface Colour {
  readonly label: string;
  readonly light: string;
  readonly dark: string;
}

/** Sources of power, with the same colours in every picture: blue for water, red for geothermal heat. */
export const sourceColours = {
  hydro: { label: "Hydropower", light: "#1f6fb5", dark: "#5aa9e6" },
  geothermal: { label: "Geothermal", light: "#c2502e", dark: "#e8805c" },
  wind: { label: "Wind", light: "#117a70", dark: "#45c4b5" },
  solar: { label: "Solar", light: "#8f6300", dark: "#e2b33c" },
  nuclear: { label: "Nuclear", light: "#7a4fb5", dark: "#b08ce8" },
  gas: { label: "Gas", light: "#7d5a3c", dark: "#b99873" },
  "grid-mix": { label: "Grid mix", light: "#6a7681", dark: "#8d9aa6" },
} as const satisfies Record<string, Colour>;

/** Greens for NVIDIA's racks of 72, violets for hosts of NVIDIA, reds for AMD. */
export const acceleratorColours = {
  "vr200-nvl72": { label: "VR200 NVL72", light: "#1c7a6e", dark: "#55c4b4" },
  "gb300-nvl72": { label: "GB300 NVL72", light: "#2f7d4f", dark: "#5dbb80" },
  "gb200-nvl72": { label: "GB200 NVL72", light: "#5c7d1f", dark: "#a3c95c" },
  b300: { label: "B300", light: "#5b4b9a", dark: "#a394e6" },
  b200: { label: "B200", light: "#9156a7", dark: "#cf98e3" },
  h200: { label: "H200", light: "#a8557f", dark: "#dd8fb5" },
  h100: { label: "H100", light: "#a45c7c", dark: "#e6b0c8" },
  "mi455x-helios": { label: "MI455X Helios", light: "#8f2f4a", dark: "#e07f99" },
  mi355x: { label: "MI355X", light: "#a33b3b", dark: "#e08080" },
  mi300x: { label: "MI300X", light: "#b0523f", dark: "#eda191" },
} as const satisfies Record<AcceleratorName, Colour>;

/** Guarantees, from sold to reserved for a group: tints of ink, darkest first. */
export const promiseColours = {
  contract: { label: "Contract", light: "#2b3d4f", dark: "#b9c9d7" },
  "initial-offtaker": { label: "Initial offtaker", light: "#465c72", dark: "#93a6b7" },
  "priority-access": { label: "Priority access", light: "#61778c", dark: "#708599" },
} as const satisfies Record<string, Colour>;

const families = { source: sourceColours, accelerator: acceleratorColours, promise: promiseColours } as const;

type Family = keyof typeof families;

const entries = (family: Family): (readonly [string, Colour])[] => Object.entries<Colour>(families[family]);

/** The CSS colour of a key; plain ink if the palette lacks it. */
export const colourOf = (family: Family, key: string): string => (key in families[family] ? `var(--${family}-${key})` : "var(--muted)");

/** The label of a key in legends; the key itself if the palette lacks it. */
export const labelOf = (family: Family, key: string): string => entries(family).find(([name]) => name === key)?.[1].label ?? key;

/** The rank of a key in its family, so that pictures and legends have one order; unknown keys come last. */
export function rankOf(family: Family, key: string): number {
  const rank = entries(family).findIndex(([name]) => name === key);
  return rank === -1 ? entries(family).length : rank;
}

/** The palette as CSS custom properties. */
export function paletteCss(page: "light" | "dark"): string {
  return (Object.keys(families) as Family[])
    .flatMap((family) => entries(family).map(([key, colour]) => `--${family}-${key}: ${colour[page]};`))
    .join(" ");
}
