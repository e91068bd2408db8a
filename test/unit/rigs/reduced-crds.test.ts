import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { CustomResourceDefinition, Schema } from "../../rigs/cluster/crd.ts";
import { printYaml } from "../../rigs/cluster/reduced/print.ts";
import { hasPublished, reducePublished } from "../../rigs/cluster/reduced/published.ts";
import { reduceCrd, reduceSchema } from "../../rigs/cluster/reduced/reduce.ts";
import { reducedReleases, reducedRoot } from "../../rigs/cluster/reduced/releases.ts";

/** The text of each committed file by its path below the root. */
const committed = new Map(
  readdirSync(reducedRoot, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => [file, readFileSync(join(reducedRoot, file), "utf8")] as const),
);

const crd: CustomResourceDefinition = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "racks.example.com" },
  spec: {
    group: "example.com",
    scope: "Namespaced",
    names: { kind: "Rack", listKind: "RackList", plural: "racks", singular: "rack" },
    versions: [
      { name: "v1", served: true, storage: false, schema: { openAPIV3Schema: { type: "object" } } },
      {
        name: "v2",
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            description: "A rack.",
            type: "object",
            properties: {
              spec: { type: "object", required: ["hosts"], properties: { hosts: { type: "integer" } } },
              status: { type: "object", properties: { powered: { type: "boolean" } } },
            },
          },
        },
      },
    ],
  },
};

describe("a schema", () => {
  test("keeps names, types, enums, bounds, defaults and what is required", () => {
    const facts: Schema = {
      type: "object",
      minProperties: 1,
      required: ["kind"],
      properties: {
        kind: { type: "string", enum: ["rack", "host"], default: "rack" },
        names: {
          type: "array",
          "x-kubernetes-list-type": "set",
          maxItems: 8,
          items: { type: "string", pattern: "^[a-z]+$", maxLength: 63 },
        },
        limits: { additionalProperties: { "x-kubernetes-int-or-string": true, anyOf: [{ type: "integer" }, { type: "string" }] } },
        rest: { type: "object", nullable: true, "x-kubernetes-preserve-unknown-fields": true },
        open: { type: "object", additionalProperties: true },
      },
    };
    expect(reduceSchema(facts)).toEqual(facts);
  });

  test("loses descriptions and expressions at every depth, but no field of such a name", () => {
    const words = { description: "How many.", title: "Hosts", "x-kubernetes-validations": [{ rule: "self > 0" }] };
    expect(
      reduceSchema({
        ...words,
        properties: {
          description: { ...words, type: "string" },
          hosts: { type: "array", items: { ...words, type: "object", additionalProperties: { ...words, type: "string" } } },
          limit: { anyOf: [{ ...words, type: "integer" }], not: { ...words, minimum: 1 } },
        },
      }),
    ).toEqual({
      properties: {
        description: { type: "string" },
        hosts: { type: "array", items: { type: "object", additionalProperties: { type: "string" } } },
        limit: { anyOf: [{ type: "integer" }], not: { minimum: 1 } },
      },
    });
  });

  test("with a keyword that is not known is refused", () => {
    expect(() => reduceSchema({ properties: { hosts: { "x-kubernetes-new": true } } })).toThrow(
      "schema: got x-kubernetes-new, want known keywords; fix: list it in test/rigs/cluster/reduced/reduce.ts",
    );
  });
});

describe("a CRD", () => {
  test("keeps the one version, and lets its status be anything", () => {
    const { versions } = reduceCrd(crd, "v2").spec;
    expect(versions).toEqual([
      {
        name: "v2",
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: {
              spec: { type: "object", required: ["hosts"], properties: { hosts: { type: "integer" } } },
              status: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
            },
          },
        },
      },
    ]);
  });

  test("without the version is refused", () => {
    expect(() => reduceCrd(crd, "v3")).toThrow("racks.example.com: got v1, v2, want v3");
  });
});

test("what comes again is printed as an alias, named after its first field", () => {
  const limits = { type: "object", additionalProperties: { type: "string", maxLength: 63, pattern: "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$" } };
  const value = { properties: { cpu: { properties: { limits } }, requests: limits, mode: { enum: ["on", "off"] } } };
  const text = printYaml(value, "An example.");
  expect(text).toBe(`# An example.

properties:
  cpu:
    properties:
      limits: &limits
        type: object
        additionalProperties: { type: string, maxLength: 63, pattern: "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$" }
  requests: *limits
  mode: { enum: [ "on", "off" ] }
`);
  expect(parse(text)).toEqual(value);
});

describe("the committed CRDs", () => {
  test("are those of the releases, and each names its release and licence", () => {
    const wanted = reducedReleases.flatMap(({ folder, project, version, licence, kinds }) =>
      Object.keys(kinds).map((name) => [join(folder, `${name}.yaml`), `${name} in ${project} ${version} (${licence})`]),
    );
    const origins = [...committed].map(([file, text]) => [file, /^# .* fields of (.*); written by npm run crds\.\n/.exec(text)?.[1]]);
    expect(origins.sort()).toEqual(wanted.sort());
  });

  test.each([...committed])("%s holds facts alone", (_, text) => {
    for (const version of (parse(text) as CustomResourceDefinition).spec.versions) {
      const schema = version.schema.openAPIV3Schema;
      expect(reduceSchema(schema)).toEqual(schema);
    }
  });

  test.skipIf(!hasPublished)("are what the published ones reduce to", async () => {
    expect(await reducePublished()).toEqual(committed);
  });
});
