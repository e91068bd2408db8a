import { hostsIn, parseHost, registryOf, urlsIn, type Destination } from "./hosts.ts";
import { at, nodesIn, textAt, type KubernetesObject, type Node } from "./objects.ts";

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

/** In these kinds, hosts are names of the site itself. */
const inboundKinds = /^(Ingress|Gateway|\w+Route|VirtualService|Certificate|DNSEndpoint)$/;
const inboundKeys = /^(hosts?|hostnames?|addresses|dnsNames|url|value)$/;
const outboundPaths = /(requestRedirect|urlRewrite|requestMirror)/;

/** The same, for the values of a chart. */
const inboundPaths = /(^|\.)(ingress|listeners|tls)(\.|\[)/;

/** Keys of prose for readers, and of schemas. */
const prose = /^(description|documentation|runbook_url|summary|message|externalDocs)$/;
const schemas = /\.(openAPIV3Schema|schema)\./;

/** The address of a cluster's own API server. */
const ownEndpoint = /(^|\.)controlPlaneEndpoint\./;

const commands = /^(command|args|script|content|\w*Commands)$/;

const destinationKeys =
  /^(hosts?|hostnames?|servers?|endpoints?|endpointURL|address(es)?|url|uri|fqdn|externalName|externalIPs|nameservers|brokers?|bootstrapServers|peers?|remote|searches|upstream|matchName|matchPattern|ips?|portals|targetPortal|monitors|s3Url)$/i;
const destinationSetting = /(HOST|ADDR|ENDPOINT|SERVER|URL|URI|BROKER|BOOTSTRAP|PROXY|REMOTE|DSN|TARGET|SINK)/i;

const telemetryPaths = /(^|\.)(remoteWrite|remoteRead|exporters|telemetry|telemetryEndpoints?)(\[|\.|$)/;
const telemetrySetting = /^(OTEL_EXPORTER_|DD_|NEW_RELIC_|SENTRY_|WANDB_|LANGFUSE_|COMET_|MLFLOW_|LOKI_|PROMETHEUS_)/;
const telemetryText = /remote_write|exporters:|\[OUTPUT\]|otlp/i;

/** Services to which a setting's name alone leads, unless another setting gives their host. */
const impliedServices: Readonly<Record<string, { readonly host: string; readonly unless: RegExp }>> = {
  WANDB_API_KEY: { host: "api.wandb.ai", unless: /^WANDB_BASE_URL$/ },
  DD_API_KEY: { host: "datadoghq.com", unless: /^DD_(DD_)?URL$/ },
  NEW_RELIC_LICENSE_KEY: { host: "collector.newrelic.com", unless: /^NEW_RELIC_HOST$/ },
  COMET_API_KEY: { host: "www.comet.com", unless: /^COMET_URL_OVERRIDE$/ },
};

/** Kinds that name the sources of charts and images. */
const chartKinds = /^(HelmRepository|OCIRepository|HelmChart|ImageRepository)$/;

const imageKeys = /^(image|imageName|baseImage|imageRepository)$/;

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
  if (path.endsWith(".image.reference") || path.endsWith(".code.image.url")) return [registryOf(value)];
  if (!imageKeys.test(key) || registry !== undefined || (repository !== undefined && key === "image")) return [];
  return [registryOf(value)];
}

const envOf = (path: string) => /\.env\[\d+\]\.(value|name)$/.exec(path)?.[1];

function topicOf(object: KubernetesObject, { path, parent }: Node): Topic {
  if (telemetryPaths.test(path)) return "telemetry";
  if (envOf(path) !== undefined && telemetrySetting.test(textAt(parent, "name") ?? "")) return "telemetry";
  return networkKinds.test(object.kind) ? "network" : "destination";
}

/** The destinations that a text of an object names. */
function destinationsAt(object: KubernetesObject, { path, key, parent, value }: Node): Destination[] {
  if (typeof value !== "string") return [];
  const urls = urlsIn(value);
  if (commands.test(key)) return [...urls, ...hostsIn(value)];
  if (envOf(path) === "value") return [...urls, ...hostsIn(value, destinationSetting.test(textAt(parent, "name") ?? ""))];
  if (object.kind === "ConfigMap" && path.startsWith("data"))
    return [...urls, ...(destinationSetting.test(key) ? hostsIn(value, true) : [])];
  if (urls.length > 0 || !destinationKeys.test(key)) return urls;
  return value.split(",").flatMap((one) => {
    const parsed = parseHost(one.trim());
    return parsed === undefined ? [] : [parsed];
  });
}

function referencesAt(object: KubernetesObject, node: Node): Reference[] {
  const { path, key, value, isUnknown } = node;
  if (prose.test(key) || schemas.test(path) || ownEndpoint.test(path)) return [];
  const isInbound = inboundKinds.test(object.kind) || inboundPaths.test(path);
  if (isInbound && inboundKeys.test(key) && !outboundPaths.test(path)) return [];
  const isImage = imageKeys.test(key) || registryKeys.test(key) || key === "repository";
  if (isUnknown) return [{ object, topic: isImage ? "image" : topicOf(object, node), path, destination: undefined }];
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
  const names = [...nodesIn(object.props)]
    .filter((node) => node.path.startsWith(`${list}[`) && node.path.endsWith("].name"))
    .map((node) => node.value);
  if (names.some((name) => typeof name === "string" && implied.unless.test(name))) return [];
  return [{ object, topic: "telemetry", path, destination: { host: implied.host, port: 443 } }];
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
  const nodes = [...nodesIn(object.props), ...(networkKinds.test(object.kind) ? annotationsOf(object) : [])];
  const references = [...nodes.flatMap((node) => referencesAt(object, node)), ...impliedImages(object)];
  found.set(object.props, references);
  return references;
}
