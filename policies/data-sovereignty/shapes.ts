import { isIP } from "node:net";
import { parse } from "tldts";
import { url, type Destination } from "./hosts.ts";
import { regionName } from "../lib/cloud-regions.ts";
import { isLabelDomain } from "./world/label-domains.ts";

/** Names that RFC 2606 and RFC 9476 keep out of the public list, and the ones that companies give their own networks. */
const privateDomains = new Set(["corp", "example", "home", "internal", "intranet", "lan", "test"]);

/** Top-level domains that are also endings of files and fields of programs. They count with a port, in a URL, or in a setting that is called after a host. */
const wordsOfPrograms = new Set(
  (
    "bar book bot box call cam cat channel date download exchange fail fit foo gift group how info int java limited map media mom mov name new news " +
    "next now one open page parts place plus post press prof pub py read report rest review rip run save search select sh show so style support " +
    "surf talk team to today tools top trade training vote watch win work works zip"
  ).split(" "),
);

/** Those of countries that are endings of files too: a name of three parts is a host's. */
const filesOfCountries = new Set("cc id md pl ps pt rs".split(" "));

/** True if a name ends in a public suffix, of which the list of Mozilla knows, or in the name of a company's own network. */
export const isDomain = (name: string): boolean => {
  const { domain, isIcann, publicSuffix } = parse(name, { allowPrivateDomains: false, validateHostname: false });
  if (domain === null || publicSuffix === null) return false;
  return isIcann === true || privateDomains.has(publicSuffix);
};

/** True if a name is a host's by its shape alone: neither a file, a field of a program, a class of Java nor an API group. */
function isHostAlone(name: string): boolean {
  const labels = name.toLowerCase().split(".");
  const last = labels.at(-1) ?? "";
  if (isLabelDomain(name.toLowerCase())) return false;
  if (wordsOfPrograms.has(last) || (filesOfCountries.has(last) && labels.length < 3)) return false;
  // com.example.app, org.apache.kafka: a domain read from behind.
  if (/^(com|org|net|io|java|javax)$/.test(labels[0] ?? "") && !/^(com|org|net|io|[a-z]{2})$/.test(last)) return false;
  return isDomain(name);
}

const word =
  /(?<![\w./@-])(?:([\w.+-]+)@)?((?:[a-z0-9\u00a1-\uffff](?:[a-z0-9\u00a1-\uffff-]*[a-z0-9\u00a1-\uffff])?\.)+(?:[a-z\u00a1-\uffff]{2,}|xn--[a-z0-9-]+))\.?(?::(\d+))?(?![\w-]|\()/giu;
const address = /(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3})(?::(\d+))?(?![\w.])/g;
const longAddress = /(?<![\w:.%])(?:[0-9a-f]{1,4}:|::)(?:[0-9a-f]{0,4}:){0,6}[0-9a-f]{0,4}(?![\w:.])/gi;
const device = /\/dev\/(?:tcp|udp)\/([^/\s'"]+)\/(\d+)/g;

const withPort = (host: string, port: string | undefined): Destination => ({
  host: host.toLowerCase(),
  ...(port === undefined ? {} : { port: Number(port) }),
});

/** What the text around a name says of it. */
export interface Surroundings {
  /** The key says that the value is a host: any dotted name counts. */
  readonly isSetting?: boolean;
  /** A command: `user@host` is a login there, and not an address of mail. */
  readonly isCommand?: boolean;
  /** The key says that the value is a version: four numbers are no address. */
  readonly isVersion?: boolean;
}

const versionBefore = /(version|release|revision|tag)\W{0,3}$/i;

/** The hosts that a text names without a URL, by their shape: names under a public suffix, addresses, and the devices of a shell. */
export function hostsIn(text: string, { isSetting = false, isCommand = false, isVersion = false }: Surroundings = {}): Destination[] {
  if (!/[.:]/.test(text)) return [];
  const rest = text.replaceAll(url, " ");
  const names = [...rest.matchAll(word)].flatMap(([found, user, name = "", port]) => {
    const isLogin = isCommand || isSetting || port !== undefined;
    if (user !== undefined && !isLogin && found === rest.trim()) return [];
    return isSetting || port !== undefined || isHostAlone(name) ? [withPort(name, port)] : [];
  });
  const addresses = [...rest.matchAll(address)]
    .filter(({ 1: host = "", index }) => isIP(host) === 4 && !isVersion && !versionBefore.test(rest.slice(0, index)))
    .map(([, host = "", port]) => withPort(host, port));
  const longAddresses = [...rest.matchAll(longAddress)]
    .filter(([host]) => isIP(host) === 6 && host !== "::")
    .map(([host]) => withPort(host, undefined));
  const devices = [...rest.matchAll(device)].map(([, host = "", port]) => withPort(host, port));
  return [...names, ...addresses, ...longAddresses, ...devices];
}

/** The regions of clouds that a text names by themselves, not within the name of a host. */
export const regionsIn = (text: string): Destination[] =>
  [...text.matchAll(regionName)].map(([name]) => ({ host: name.toLowerCase(), isRegion: true }));
