import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { gatewayModels } from "../../components/inference/gateway/models.ts";
import type { GatewayModel } from "../../components/inference/gateway/model.ts";
import { readStack } from "../../stacks/files.ts";
import { openOuterListener, receiveOuterListener, runBehind } from "../rigs/serving/outer-listener.ts";
import { onlyLoopback } from "../rigs/serving/only-loopback.ts";
import { apiAt, startServing, type Serving } from "../rigs/serving/start.ts";

/** `npm run serving -- STACK [--minutes N]`: the stack's inference gateway on loopback, with simulated engines, until its minutes are over or Ctrl-C. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: { minutes: { type: "string", default: "30" } }, allowPositionals: true });
  const minutes = Number(values.minutes);
  if (!Number.isInteger(minutes) || minutes < 1) throw new Error(`got --minutes ${values.minutes}, want a whole number from 1`);
  const [stack, ...others] = positionals;
  if (stack === undefined || others.length > 0)
    throw new Error(`got ${positionals.join(" ") || "no stack"}, want one: npm run serving -- narvik`);
  const spec = await readStack(stack);
  if (spec.inference === undefined) throw new Error(`got ${stack}, which serves no model; want a stack with inference`);
  const models = gatewayModels(spec);
  const before = await onlyLoopback();
  if (before.length > 0) return runBehind(before, await openOuterListener());
  const outer = await receiveOuterListener();
  try {
    // The processes live a little longer than this one waits, so that it is this one that ends them.
    const serving = await startServing({ gateway: spec.inference.gateway, models, lifetimeMinutes: minutes + 2 });
    outer?.leadTo(serving.listener);
    process.stdout.write(describe(apiAt(outer?.address ?? serving.listener), serving.keys, models, minutes));
    await untilOver(minutes);
    await serving.stop();
    return 0;
  } finally {
    outer?.close();
  }
}

/** Waits so long, or until Ctrl-C or the end of the process that started this one. */
async function untilOver(minutes: number): Promise<void> {
  const over = new AbortController();
  // A terminal sends a signal to this process and to the one that started it, which passes it on.
  for (const end of ["SIGINT", "SIGTERM", "disconnect"] as const) process.on(end, () => over.abort());
  await sleep(minutes * 60_000, undefined, { signal: over.signal }).catch(() => undefined);
}

/** Instructions to call it: the address, the keys with what each may call, and the shortest program that does. */
function describe(baseUrl: string, keys: Serving["keys"], models: readonly GatewayModel[], minutes: number): string {
  const callers = [...keys].map(([client, key]) => {
    const tenant = client.split(".", 1)[0] ?? "";
    const own = models.filter(({ tenants }) => tenants.includes(tenant)).map(({ model }) => model);
    return `  ${key}  ${client}: ${own.join(", ") || "no model"}\n`;
  });
  const [first] = models;
  const key = [...keys].find(([client]) => first?.tenants.includes(client.split(".", 1)[0] ?? ""))?.[1] ?? "";
  return `
${baseUrl} answers for ${minutes} minutes, with simulated engines: they say back the last message.

Keys:
${callers.join("")}
  import OpenAI from "openai";
  const client = new OpenAI({ baseURL: "${baseUrl}", apiKey: "${key}" });
  const messages = [{ role: "user", content: "God morgen, Narvik" }];
  const stream = await client.chat.completions.create({ model: "${first?.model ?? ""}", messages, stream: true });
  for await (const { choices } of stream) process.stdout.write(choices[0]?.delta.content ?? "");
`;
}
