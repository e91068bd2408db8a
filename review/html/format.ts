import { html, type Html } from "./html.ts";
import { printFigure, printNumber } from "../../components/lib/number.ts";

/** A no-break space between a number and its unit. */
const tie = "\u00a0";

export const count = (value: number): string => printNumber(value, { atMost: 0 });

/** Megawatts, with one decimal below 100 MW. */
export const megawatts = (value: number): string => unit(value, "MW", Math.abs(value) < 100 ? 1 : 0);

export const percent = (value: number): string => unit(value, "%", 1);

/** Megawatt hours in the largest unit, GWh or TWh, that leaves a whole number before the point. */
export const energy = (megawattHours: number): string =>
  megawattHours >= 1e6 ? unit(megawattHours / 1e6, "TWh", 2) : unit(megawattHours / 1e3, "GWh", 1);

/** Tonnes, or thousands of them. */
export const tonnes = (value: number): string => (value >= 1e4 ? unit(value / 1e3, "kt", 1) : unit(value, "t", 0));

export const unit = (value: number, name: string, digits: number): string => `${printFigure(value, { atMost: digits })}${tie}${name}`;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2026-11-01` as 1 Nov 2026. */
export function day(date: string): string {
  const [year = "", month = "", dayOfMonth = ""] = date.split("-");
  return [String(Number(dayOfMonth)), months[Number(month) - 1] ?? month, year].join(tie);
}

export const time = (date: string): Html => html`<time datetime="${date}">${day(date)}</time>`;

const regionNames = new Intl.DisplayNames("en", { type: "region" });

/** ISO 3166-1 alpha-2 as the country's name. */
export const country = (code: string): string => regionNames.of(code) ?? code;

/** `a`, `a and b`, `a, b and c`. */
export const list = (items: readonly string[]): string =>
  new Intl.ListFormat("en-GB", { type: "conjunction", style: "long" }).format(items);

/** An amount with its noun in singular or plural. */
export const plural = (amount: number, one: string, many = `${one}s`): string => `${count(amount)}${tie}${amount === 1 ? one : many}`;
