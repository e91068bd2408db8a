import { z } from "zod";
import { printNumber } from "../../components/lib/number.ts";

/** What a site's monitoring says of it. */
export const health = z.strictObject({
  alerts: z.array(z.string()).describe("names of those that fire"),
  activeQueues: z.number().describe("queues that admit work"),
  admitted: z.number().describe("workloads that Kueue has admitted and that have not ended"),
});
export type Health = z.output<typeof health>;

const answersWithinMilliseconds = 30_000;

/** Less than this part of the admitted workloads of before is a fall. */
const leastPart = 0.9;

const answer = z.object({
  status: z.literal("success"),
  data: z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })) }),
});

/** The answer of a Prometheus to a query. */
async function ask(address: string, query: string) {
  const url = `${address.replace(/\/$/, "")}/api/v1/query?query=${encodeURIComponent(query)}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(answersWithinMilliseconds) });
  if (!response.ok)
    throw new Error(`${address}: got ${response.status} from Prometheus, want an answer to ${query}; fix: check the address`);
  return answer.parse(await response.json()).data.result;
}

const sumOf = async (address: string, query: string): Promise<number> => Number((await ask(address, query))[0]?.value[1] ?? 0);

/** What the Prometheus of a site says of it now. */
export async function healthOf(address: string): Promise<Health> {
  const firing = await ask(address, 'ALERTS{alertstate="firing"}');
  return {
    alerts: [...new Set(firing.flatMap(({ metric }) => metric["alertname"] ?? []))].sort(),
    activeQueues: await sumOf(address, 'sum(kueue_cluster_queue_status{status="active"})'),
    admitted: await sumOf(address, "sum(kueue_admitted_active_workloads)"),
  };
}

/** What is worse than before, each in a sentence. */
export function worseThan(before: Health, now: Health): string[] {
  const fresh = now.alerts.filter((alert) => !before.alerts.includes(alert));
  return [
    ...(fresh.length === 0 ? [] : [`got the alerts ${fresh.join(", ")} since the wave began, want none`]),
    ...(now.activeQueues >= before.activeQueues
      ? []
      : [`got ${now.activeQueues} queues that admit work, want ${before.activeQueues} as before the wave`]),
    ...(now.admitted >= before.admitted * leastPart
      ? []
      : [
          `got ${printNumber(now.admitted)} admitted workloads, want at least nine tenths of the ${printNumber(before.admitted)} of before the wave`,
        ]),
  ];
}
