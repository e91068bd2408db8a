import type { StackValidationArgs } from "@pulumi/policy";
import { createRequire } from "node:module";
import { expect, onTestFinished, test } from "vitest";
import { cacheConversions } from "../../policies/lib/sdk-cache.ts";
import { unknownText } from "../../policies/lib/unknown.ts";

const require = createRequire(import.meta.url);
const modules = ["deserialize", "proxy"].map((name) => require(`@pulumi/policy/${name}`) as Record<string, unknown>);

interface Server {
  makeAnalyzeStackRpcFun: (
    pack: string,
    version: string,
    level: string,
    policies: readonly object[],
  ) => (call: { request: unknown }, callback: (error: Error | null, response: unknown) => void) => void;
}

/** Asks two policies about a stack as the engine does. @returns the resources that each was shown. */
async function shownTo(properties: readonly object[]): Promise<StackValidationArgs["resources"][]> {
  const { makeAnalyzeStackRpcFun } = require("@pulumi/policy/server") as Server;
  const messages = require("@pulumi/pulumi/proto/analyzer_pb.js") as Record<string, new () => Record<string, (value: unknown) => void>>;
  const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js") as { Struct: { fromJavaScript: (value: object) => unknown } };
  const make = (type: string, fields: Record<string, unknown>) => {
    const message = new (messages[type] as new () => Record<string, (value: unknown) => void>)();
    for (const [field, value] of Object.entries(fields)) message[`set${field}`]?.(value);
    return message;
  };
  const resources = properties.map((one) =>
    make("AnalyzerResource", { Properties: Struct.fromJavaScript(one), Options: make("AnalyzerResourceOptions", {}) }),
  );
  const shown: StackValidationArgs["resources"][] = [];
  const policy = (name: string) => ({
    name,
    description: name,
    validateStack: (args: StackValidationArgs) => void shown.push(args.resources),
  });
  const analyze = makeAnalyzeStackRpcFun("pack", "1.0.0", "mandatory", [policy("first"), policy("second")]);
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  analyze({ request: make("AnalyzeStackRequest", { ResourcesList: resources }) }, (error, response) => {
    if (error === null || (error as unknown) === undefined) resolve(response);
    else reject(error);
  });
  await promise;
  return shown;
}

test("the SDK shows every policy the same resources, and guards only what is not known", async () => {
  const originals = modules.map((module) => ({ ...module }));
  onTestFinished(() => modules.forEach((module, at) => Object.assign(module, originals[at])));
  const properties = [{ spec: { replicas: 2 } }, { metadata: { name: "known" }, spec: { host: unknownText } }];

  const [each, other] = await shownTo(properties);
  expect(each?.[0]?.props).not.toBe(other?.[0]?.props);

  cacheConversions();
  const [first, second] = await shownTo(properties);
  expect(first?.map(({ props }, at) => props === second?.[at]?.props)).toEqual([true, true]);
  expect(first?.[0]?.props).toEqual({ spec: { replicas: 2 } });
  const { metadata, spec } = first?.[1]?.props as { metadata: object; spec: { host: string } };
  expect(metadata).toEqual({ name: "known" });
  expect(() => spec.host).toThrow("string value at .spec.host can't be known during preview");
});
