import { describe, expect, test } from "vitest";
import { isWithin } from "../../../policies/data-sovereignty/declared.ts";
import { isInside, registryOf, urlsIn, type Destination } from "../../../policies/data-sovereignty/hosts.ts";
import { hostsIn } from "../../../policies/data-sovereignty/shapes.ts";

const print = ({ host, port, isBucket }: Destination) =>
  `${isBucket === true ? "bucket " : ""}${host}${port === undefined ? "" : `:${port}`}`;

describe("where the URLs of a text lead", () => {
  test.each([
    ["https://a.example/b?c=d", ["a.example:443"]],
    ["HTTPS://A.Example:8443", ["a.example:8443"]],
    ["https://user:secret@a.example/", ["a.example:443"]],
    ["https://inside.svc@a.example", ["a.example:443"]],
    ["https://a.example\\@inside.svc", ["a.example:443"]],
    ["postgresql+psycopg://db.example/x", ["db.example:5432"]],
    ["mongodb://one.example:1,two.example/x", ["one.example:1", "two.example"]],
    ["http://[2001:db8::1]:80/", ["2001:db8::1:80"]],
    ["s3://bucket/key and gs://other", ["bucket bucket", "bucket other"]],
    ["abfs://container@account/", ["bucket container"]],
    ["hf://org/model", ["huggingface.co:443"]],
    ["file:///etc/hosts unix:///run/x.sock", []],
    ["http://$(HOST):80 https://${HOST}/ http://{{ .Host }}/", []],
    ["http://{{ .Host }}.example.com", ["{{}}.example.com:80"]],
    ["git+https://code.example/x.git", ["code.example:443"]],
    ["https://${TEAM}.example.com", ["${team}.example.com:443"]],
    ["no url at all", []],
  ])("%s", (text, hosts) => {
    expect(urlsIn(text).map(print)).toEqual(hosts);
  });
});

describe("which words of a command are hosts", () => {
  test.each([
    ["curl upload.example.com", ["upload.example.com"]],
    ["ssh ops@host.internal.example uptime", ["host.internal.example"]],
    ["nc 203.0.113.9 9000", ["203.0.113.9"]],
    ["redis-cli -h cache.pizza:6379", ["cache.pizza:6379"]],
    ["python -m torch.distributed.run train.py --out model.safetensors", []],
    ["meta-llama/Llama-3.1-8B v1.2.3 0.5", []],
    ["https://seen.elsewhere.example", []],
  ])("%s", (text, hosts) => {
    expect(hostsIn(text, { isCommand: true }).map(print)).toEqual(hosts);
  });

  test("in a setting that is called after one, every dotted name", () => {
    expect(hostsIn("cache.pizza", { isSetting: true }).map(print)).toEqual(["cache.pizza"]);
  });
});

test.each([
  ["nginx", "docker.io:443"],
  ["library/nginx:1", "docker.io:443"],
  ["registry.example/a/b@sha256:00", "registry.example:443"],
  ["registry:5000/a", "registry:5000"],
  ["localhost/a", "localhost:443"],
  ["oci://ghcr.io/a", "ghcr.io:443"],
])("image %s comes from %s", (image, registry) => {
  expect(print(registryOf(image))).toBe(registry);
});

test.each([
  ["web", true],
  ["web.team.svc", true],
  ["web.team.svc.cluster.local", true],
  ["image.invalid", true],
  ["10.1.2.3", true],
  ["172.31.255.255", true],
  ["172.32.0.0", false],
  ["169.254.169.254", true],
  ["fd00::1", true],
  ["::ffff:8.8.8.8", false],
  ["2001:db8::1", false],
  ["8.8.8.8", false],
  ["3405803785", false],
  ["0xcb007109", false],
  ["web.team", false],
  ["svc.example.com", false],
])("%s is inside: %s", (host, inside) => {
  expect(isInside(host)).toBe(inside);
});

test.each([
  ["198.51.100.7", "198.51.100.0/24", true],
  ["198.51.100.0/25", "198.51.100.0/24", true],
  ["198.51.100.0/23", "198.51.100.0/24", false],
  ["198.51.101.0/25", "198.51.100.0/24", false],
  ["2001:db8::/48", "2001:db8::/32", true],
  ["0.0.0.0/0", "10.0.0.0/8", false],
  ["a.example", "10.0.0.0/8", false],
  ["10.0.0.1", "fc00::/7", false],
])("%s lies within %s: %s", (inner, outer, within) => {
  expect(isWithin(inner, outer)).toBe(within);
});
