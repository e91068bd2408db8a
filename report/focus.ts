import { costOf } from "../components/summary/cost.ts";
import type { Summary } from "../components/summary/schema.ts";
import { hoursPerYear, monthsLater } from "../components/lib/date.ts";

/** GPUs of a cluster that are guaranteed to each tenant, by tenant. */
export type GuaranteedGpus = Readonly<Record<string, number>>;

/** A charge, by the columns of FOCUS 1.0 (FinOps Open Cost and Usage Specification). */
type Charge = Readonly<Record<string, string | number | null>>;

/** Columns that version 1.0.0 of the specification's own validator asks for by the names of a draft, each with the name that was published. */
const draftNames = {
  ChargeType: "ChargeCategory",
  InvoiceIssuer: "InvoiceIssuerName",
  Provider: "ProviderName",
  Publisher: "PublisherName",
  ResourceID: "ResourceId",
} as const;

const cents = (value: number): number => Math.round(value * 100) / 100;

/** Parts that are whole, and add up to the whole: the last takes what rounding leaves. */
function parted(whole: number, shares: readonly number[]): number[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  const ends = shares.map((_, index) => cents((whole * shares.slice(0, index + 1).reduce((total, share) => total + share, 0)) / sum));
  return ends.map((end, index) => cents(end - (ends[index - 1] ?? 0)));
}

/**
 * A month of a site as charges: power and hardware of each cluster with all its GPUs, parted among the tenants by their guaranteed GPUs; what nobody is guaranteed has no sub-account.
 *
 * @param month `YYYY-MM`
 */
export function chargesOf(summary: Summary, guaranteed: Readonly<Record<string, GuaranteedGpus>>, month: string): Charge[] {
  const [begin, end] = [`${month}-01`, monthsLater(`${month}-01`, 1)].map((day) => `${day}T00:00:00Z`) as [string, string];
  const hours = (Date.parse(end) - Date.parse(begin)) / 3_600_000;
  const { site, stack } = summary;
  return costOf(summary).clusters.flatMap((cost) => {
    const own = Object.entries(guaranteed[cost.cluster] ?? {}).filter(([, gpus]) => gpus > 0);
    const rest = cost.gpus - own.reduce((sum, [, gpus]) => sum + gpus, 0);
    const parts = [...own, ...(rest > 0 ? [["", rest] as const] : [])];
    const kinds = [
      { service: "Power", sku: "megawatt-hour", unit: "MWh", usd: cost.powerUsdPerYear, quantity: cost.megawattHoursPerYear },
      {
        service: "GPU hardware",
        sku: cost.accelerator,
        unit: "GPU-hours",
        usd: cost.hardwareUsdPerYear,
        quantity: cost.gpus * hoursPerYear,
      },
    ];
    return kinds.flatMap(({ service, sku, unit, usd, quantity }) => {
      const costs = parted(
        (usd * hours) / hoursPerYear,
        parts.map(([, gpus]) => gpus),
      );
      return parts.map(([tenant, gpus], index): Charge => {
        const amount = costs[index] ?? 0;
        const consumed = Number(((quantity * hours * gpus) / (hoursPerYear * cost.gpus)).toFixed(6));
        const price = Number((usd / quantity).toFixed(6));
        return {
          BilledCost: amount,
          BillingAccountId: stack,
          BillingAccountName: site.name,
          BillingCurrency: "USD",
          BillingPeriodEnd: end,
          BillingPeriodStart: begin,
          ChargeCategory: "Usage",
          ChargeClass: null,
          ChargeDescription: `${service} of ${cost.cluster}, ${tenant === "" ? "guaranteed to nobody" : `guaranteed to ${tenant}`}, as planned`,
          ChargeFrequency: "Usage-Based",
          ChargePeriodEnd: end,
          ChargePeriodStart: begin,
          CommitmentDiscountCategory: null,
          CommitmentDiscountId: null,
          CommitmentDiscountName: null,
          CommitmentDiscountStatus: null,
          CommitmentDiscountType: null,
          ConsumedQuantity: consumed,
          ConsumedUnit: unit,
          ContractedCost: amount,
          ContractedUnitPrice: price,
          EffectiveCost: amount,
          InvoiceIssuerName: site.operator,
          ListCost: amount,
          ListUnitPrice: price,
          PricingCategory: "Standard",
          PricingQuantity: consumed,
          PricingUnit: unit,
          ProviderName: site.operator,
          PublisherName: site.operator,
          RegionId: site.jurisdiction,
          RegionName: site.place,
          ResourceId: `${stack}/${cost.cluster}`,
          ResourceName: cost.cluster,
          ResourceType: "GPU cluster",
          ServiceCategory: "Compute",
          ServiceName: service,
          SkuId: sku,
          SkuPriceId: `${stack}/${sku}`,
          SubAccountId: tenant === "" ? null : tenant,
          SubAccountName: tenant === "" ? null : (summary.tenants[tenant]?.legalName ?? tenant),
          Tags: JSON.stringify({ cluster: cost.cluster, accelerator: cost.accelerator }),
        };
      });
    });
  });
}

/** A value of a file of comma-separated values; nothing is an empty one. */
const cell = (value: string | number | null | undefined): string => {
  const text = String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Charges as a file of comma-separated values, with a line of column names. */
export function printFocus(charges: readonly Charge[]): string {
  const own = Object.keys(charges[0] ?? {});
  const columns: readonly (readonly [string, string])[] = [...own.map((name) => [name, name] as const), ...Object.entries(draftNames)];
  const lines = charges.map((charge) => columns.map(([, name]) => cell(charge[name])).join(","));
  return `${[columns.map(([name]) => name).join(","), ...lines].join("\n")}\n`;
}
