import { resource, unknownValue, type RuleCases } from "../../support/policies.ts";
import { registry, site } from "./resources.ts";

const range = (name: string, cidr: string, jurisdiction = "NO", publicRange?: object) =>
  resource("nscale:site:Egress", name, {
    purpose: "object-store",
    destination: { kind: "cidr", cidr, ...(publicRange === undefined ? {} : { publicRange }) },
    port: 443,
    jurisdiction,
  });

const attributed = { operator: "Example Mirror AS", jurisdictionSource: "a register" };

const tooWide = (name: string, cidr: string) =>
  `violated ${name}: got ${cidr}, want a prefix of /8 or longer: no one has a network so wide; fix: name the addresses that answer`;

export const cases: Readonly<Record<string, RuleCases>> = {
  "egress-range-in-one-jurisdiction": {
    violating: { resources: [site(), range("all", "0.0.0.0/0")], results: [tooWide("all", "0.0.0.0/0")] },
    passing: {
      resources: [
        site(),
        range("partners", "8.8.0.0/16", "NO", attributed),
        range("directory", "10.0.0.48/29"),
        range("local", "fd00::/8"),
      ],
      results: ["passed (stack)"],
    },
    notApplicable: { resources: [site(), registry], results: ["not-applicable (stack): the site declares no range of addresses"] },
    unknown: {
      resources: [
        site(),
        resource("nscale:site:Egress", "all", { purpose: "time", destination: unknownValue, port: 443, jurisdiction: "NO" }),
      ],
      results: [
        "unknown all: got destination that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "halves of everything": {
        resources: [site(), range("low", "0.0.0.0/1"), range("high", "128.0.0.0/1")],
        results: [tooWide("low", "0.0.0.0/1"), tooWide("high", "128.0.0.0/1")],
      },
      "halves of every IPv6 address": {
        resources: [site(), range("low", "::/1"), range("high", "8000::/1")],
        results: [tooWide("low", "::/1"), tooWide("high", "8000::/1")],
      },
      "halves of a range that is too wide": {
        resources: [site(), range("low", "8.8.0.0/16", "NO", attributed), range("high", "8.9.0.0/16", "NO", attributed)],
        results: [
          "violated high: got 8.8.0.0/16 and 8.9.0.0/16, which are 8.8.0.0 to 8.9.255.255 together, want no more public addresses in a row than a /16 has: a wider range lies in no one jurisdiction; fix: name the addresses that answer",
        ],
      },
      "halves of an IPv6 range that is too wide": {
        resources: [site(), range("low", "2600::/32", "NO", attributed), range("high", "2600:1::/32", "NO", attributed)],
        results: [
          "violated high: got 2600::/32 and 2600:1::/32, which are 2600:: to 2600:1:ffff:ffff:ffff:ffff:ffff:ffff together, want no more public addresses in a row than a /32 has: a wider range lies in no one jurisdiction; fix: name the addresses that answer",
        ],
      },
      "a public range that nobody is named for": {
        resources: [site(), range("partners", "8.8.0.0/16")],
        results: [
          "violated partners: got 8.8.0.0/16, a public range that nobody is named for, want its operator, and the source of its jurisdiction; fix: add publicRange: { operator, jurisdictionSource }, or write a private range",
        ],
      },
      "a public range of several countries": {
        resources: [site(), range("partners", "8.0.0.0/12", "NO", attributed)],
        results: [
          "violated partners: got 8.0.0.0/12, a public IPv4 range, want a prefix of /16 or longer: a wider one lies in no one jurisdiction; fix: name the addresses that answer",
        ],
      },
      "addresses of no host": {
        resources: [site(), range("partners", "127.0.0.0/8")],
        results: [
          "violated partners: got 127.0.0.0/8, a loopback address (RFC 1122, RFC 4291), want addresses of hosts; fix: name the addresses that answer",
        ],
      },
    },
  },
};
