import { parseHost, registryOf, urlsIn, type Destination } from "./hosts.ts";
import { at, nodesIn, nodesOf, textAt, type KubernetesObject, type Node } from "./objects.ts";
import { hostsIn, regionsIn } from "./shapes.ts";
import { programText } from "./texts.ts";
import { isOneOf, mayLead } from "./world/kind.ts";

/** The purpose of a reference, which selects the rule that judges it. */
export type Topic = "image" | "telemetry" | "network" | "destination";

/** A reference from an object to a destination. */
export interface Reference {
  readonly object: KubernetesObject;
  readonly topic: Topic;
  readonly path: string;
  /** Undefined if the value is unknown before the update. */
  readonly destination: Destination | undefined;
}

/** Kinds that route traffic: their references are judged as network references. */
const networkKinds =
  /^(Service|Endpoints|EndpointSlice|NetworkPolicy|Ingress|IngressClass|Gateway|\w+Route|VirtualService|ServiceEntry|Backend|CiliumNetworkPolicy|CiliumClusterwideNetworkPolicy)$/;

const commands = /^(command|args|script|content|\w*Commands)$/;

const destinationKeys =
  /^(hosts?|hostnames?|servers?|endpoints?|endpointURL|address(es)?|url|uri|fqdn|externalName|externalIPs|nameservers|brokers?|bootstrapServers|peers?|remote|searches|upstream|matchName|matchPattern|ips?|portals|targetPortal|monitors|s3Url)$/i;
const destinationSetting = /(HOST|ADDR|ENDPOINT|SERVER|URL|URI|BROKER|BOOTSTRAP|PROXY|REMOTE|DSN|TARGET|SINK)/i;

const telemetryPaths = /(^|\.)(remoteWrite|remoteRead|exporters|telemetry|telemetryEndpoints?)(\[|\.|$)/;
const telemetrySetting = /^(OTEL_EXPORTER_|DD_|NEW_RELIC_|SENTRY_|WANDB_|LANGFUSE_|COMET_|MLFLOW_|LOKI_|PROMETHEUS_)/;
const telemetryText = /remote_write|exporters:|\[OUTPUT\]|otlp/i;

/** Settings of which a program's version, and no address, is read. */
const versionSetting = /(VERSION|REVISION|RELEASE|TAG)/i;

/** Services to which a setting's name alone leads, unless another setting gives their host. */
const impliedServices: Readonly<Record<string, { readonly host: string; readonly unless: RegExp; readonly topic: Topic }>> = {
  ANTHROPIC_API_KEY: { host: "api.anthropic.com", unless: /^ANTHROPIC_BASE_URL$/, topic: "destination" },
  COMET_API_KEY: { host: "www.comet.com", unless: /^COMET_URL_OVERRIDE$/, topic: "telemetry" },
  DD_API_KEY: { host: "datadoghq.com", unless: /^DD_(DD_)?URL$/, topic: "telemetry" },
  HF_TOKEN: { host: "huggingface.co", unless: /^HF_ENDPOINT$/, topic: "destination" },
  HONEYCOMB_API_KEY: { host: "api.honeycomb.io", unless: /^HONEYCOMB_(API_)?ENDPOINT$/, topic: "telemetry" },
  HUGGING_FACE_HUB_TOKEN: { host: "huggingface.co", unless: /^HF_ENDPOINT$/, topic: "destination" },
  LANGCHAIN_API_KEY: { host: "api.smith.langchain.com", unless: /^LANG(CHAIN|SMITH)_ENDPOINT$/, topic: "telemetry" },
  LANGSMITH_API_KEY: { host: "api.smith.langchain.com", unless: /^LANG(CHAIN|SMITH)_ENDPOINT$/, topic: "telemetry" },
  NEW_RELIC_LICENSE_KEY: { host: "collector.newrelic.com", unless: /^NEW_RELIC_HOST$/, topic: "telemetry" },
  OPENAI_API_KEY: { host: "api.openai.com", unless: /^OPENAI_(BASE_URL|API_BASE)$/, topic: "destination" },
  WANDB_API_KEY: { host: "api.wandb.ai", unless: /^WANDB_BASE_URL$/, topic: "telemetry" },
};

/** Kinds that name the sources of charts and images. */
const chartKinds = /^(HelmRepository|OCIRepository|HelmChart|ImageRepository)$/;

const imageKeys = /^(image|imageName|newName|baseImage|imageRepository)$/;

/** Keys of an image registry, or of the prefix that a chart puts before all its images. */
const registryKeys = /^(registry|imageRegistry)$/;

/** Keys that appear beside an image's repository. */
const besideRepository = ["tag", "digest", "image", "version", "pullPolicy"];

/** The registry of an image, from its name and the fields that charts and operators put beside it. */
function imagesAt({ key, parent, value, path }: Node): Destination[] {
  if (typeof value !== "string" || value === "" || value.includes("://")) return [];
  const registry = textAt(parent, "registry");
  const repository = textAt(parent, "repository");
  const isRepository = key === "repository" && registry === undefined && besideRepository.some((sibling) => sibling in parent);
  if (registryKeys.test(key) || isRepository) return [registryOf(`${value}/image`)];
  if (/\.(image\.reference|code\.image\.url)$/.test(path) || (path.endsWith(".image.name") && "tag" in parent)) return [registryOf(value)];
  // A mesh, or another injector, takes an image from an annotation.
  if (/(^|\.)annotations\..*image$/i.test(path)) return [registryOf(value)];
  if (!imageKeys.test(key) || registry !== undefined || (repository !== undefined && key === "image")) return [];
  return [registryOf(value)];
}

const envOf = (path: string) => /\.env\[\d+\]\.(value|name)$/.exec(path)?.[1];

function topicOf(object: KubernetesObject, { path, parent }: Node): Topic {
  if (telemetryPaths.test(path)) return "telemetry";
  if (envOf(path) !== undefined && telemetrySetting.test(textAt(parent, "name") ?? "")) return "telemetry";
  return networkKinds.test(object.kind) ? "network" : "destination";
}

/** The name of the setting that a value belongs to: a variable's, or the key itself. */
const settingOf = ({ path, key, parent }: Node): string => (envOf(path) === "value" ? (textAt(parent, "name") ?? "") : key);

const isFile = ({ kind }: KubernetesObject, path: string) => kind === "ConfigMap" && /^(binaryData|data)\./.test(path);

/** The destinations that a text of an object names: its URLs, what looks like a host or a cloud's region, and what its key or its kind says is a host. */
function destinationsAt(object: KubernetesObject, node: Node): Destination[] {
  const { path, key, value } = node;
  if (typeof value !== "string" || value === "") return [];
  const text = isFile(object, path) || value.includes("\n") ? programText(key, value) : value;
  const urls = urlsIn(text);
  const isHost = isOneOf(object.holds?.hosts, path) || destinationKeys.test(key);
  if (urls.length === 0 && isHost && !text.includes("\n") && !isFile(object, path)) {
    return text.split(",").flatMap((one) => {
      const parsed = parseHost(one.trim());
      return parsed === undefined ? [] : [parsed];
    });
  }
  const setting = settingOf(node);
  const surroundings = {
    isSetting: (envOf(path) === "value" || isFile(object, path)) && destinationSetting.test(setting) && !text.includes("\n"),
    isCommand: commands.test(key) || text.includes("\n"),
    isVersion: versionSetting.test(setting),
  };
  return [...urls, ...hostsIn(text, surroundings), ...regionsIn(text)];
}

function referencesAt(object: KubernetesObject, node: Node): Reference[] {
  const { path, key, value, isUnknown } = node;
  const { holds } = object;
  if (isOneOf(holds?.prose, path) || isOneOf(holds?.own, path)) return [];
  const isImage = imageKeys.test(key) || registryKeys.test(key) || key === "repository";
  if (isUnknown)
    return mayLead(holds, path) ? [{ object, topic: isImage ? "image" : topicOf(object, node), path, destination: undefined }] : [];
  const images = imagesAt(node);
  if (images.length > 0) return images.map((destination) => ({ object, topic: "image", path, destination }));
  if (envOf(path) === "name") return impliedAt(object, node);
  const destinations = destinationsAt(object, node);
  if (destinations.length === 0) return [];
  const isChart =
    chartKinds.test(object.kind) || path.includes("repositoryOpts.") || (typeof value === "string" && value.startsWith("oci://"));
  const isTelemetry = object.kind === "ConfigMap" && typeof value === "string" && telemetryText.test(value);
  const topic = isChart ? "image" : isTelemetry ? "telemetry" : topicOf(object, node);
  return destinations.map((destination) => ({ object, topic, path, destination }));
}

/** Envoy Gateway takes the proxy's image from Docker Hub, unless its settings name another registry. */
function impliedImages(object: KubernetesObject): Reference[] {
  if (object.kind !== "EnvoyProxy") return [];
  const isNamed = [...nodesIn(at(object.props, "spec"), "", "", false)].some(
    ({ path, isUnknown }) => !isUnknown && /\.envoy(Deployment|DaemonSet)\.container\.image(Repository)?$/.test(path),
  );
  if (isNamed) return [];
  return [{ object, topic: "image", path: "its proxies' image, left out", destination: registryOf("envoyproxy/envoy") }];
}

/** The service to which a setting's name alone leads. */
function impliedAt(object: KubernetesObject, { path, value }: Node): Reference[] {
  const implied = typeof value === "string" ? impliedServices[value] : undefined;
  if (implied === undefined) return [];
  const list = path.replace(/\[\d+\]\.name$/, "");
  const names = nodesOf(object)
    .filter((node) => node.path.startsWith(`${list}[`) && node.path.endsWith("].name"))
    .map((node) => node.value);
  if (names.some((name) => typeof name === "string" && implied.unless.test(name))) return [];
  return [{ object, topic: implied.topic, path, destination: { host: implied.host, port: 443 } }];
}

/**
 * Controllers read settings from annotations: an authorisation service, a mirror. Annotations in which a tool records the object itself are
 * left out.
 */
const annotationsOf = (object: KubernetesObject): Node[] =>
  [...nodesIn(at(object.props, "metadata", "annotations"), "metadata.annotations", "", false)].filter(
    ({ key }) => !/^(kubectl\.kubernetes\.io|pulumi\.com)\//.test(key),
  );

/** Cache by the object's fields: a rule asks twice, once to select the object and once to judge it. */
const found = new WeakMap<object, Reference[]>();

/** Every reference in an object. The contents of Secrets are not read. */
export function referencesIn(object: KubernetesObject): Reference[] {
  if (object.kind === "Secret") return [];
  const known = found.get(object.props);
  if (known !== undefined) return known;
  const nodes = [...(object.holds?.prose?.includes("**") === true ? [] : nodesOf(object)), ...annotationsOf(object)];
  const references = [...nodes.flatMap((node) => referencesAt(object, node)), ...impliedImages(object)];
  found.set(object.props, references);
  return references;
}
