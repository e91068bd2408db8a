/**
 * Paths of fields in an object: `spec.rules[].host`. `[]` stands for any item, `*` for any key, and `**` at the end for the field itself and
 * everything below it.
 */
export type Paths = readonly string[];

/** What a kind of Kubernetes object may hold. Any other field is searched too, but need not be known before the update. */
export interface Kind {
  /** Specs of pods, in the shape of Kubernetes' own. */
  readonly pods?: Paths;
  /** Names of images, or the registries and folders before them. */
  readonly images?: Paths;
  /** Hosts, addresses and URLs that the object leads to: whatever stands there is taken for one. */
  readonly hosts?: Paths;
  /** Texts and settings that may name hosts, which are then searched for them. */
  readonly texts?: Paths;
  /** Regions, zones and clusters: where something lies or runs. */
  readonly places?: Paths;
  /** Names of Secrets, or what they hold. */
  readonly credentials?: Paths;
  /** Host names that the object answers to, or that of the API server of its own cluster: the site's own. */
  readonly own?: Paths;
  /** Text for readers, patterns, and names that no program resolves. */
  readonly prose?: Paths;
}

/** A kind that leads nowhere: all its fields are names, numbers and rules of the cluster's own. */
export const inert: Kind = { prose: ["**"] };

const patterns = new Map<string, RegExp>();

function patternOf(path: string): RegExp {
  const known = patterns.get(path);
  if (known !== undefined) return known;
  const source = path
    .replaceAll(/[.$()+?^]/g, String.raw`\$&`)
    .replaceAll("[]", String.raw`\[\d+\]`)
    .replace(/(\\\.)?\*\*$/, (_, dot: string | undefined) => (dot === undefined ? ".*" : String.raw`(?:[.[].*)?`))
    .replaceAll(/(?<![.\])?])\*(?!\))/g, String.raw`[^.[]+`);
  const pattern = new RegExp(`^${source}$`);
  patterns.set(path, pattern);
  return pattern;
}

/** True if a field is one of the paths. */
export const isOneOf = (paths: Paths | undefined, field: string): boolean => paths?.some((path) => patternOf(path).test(field)) ?? false;

const withoutIndices = (field: string) => field.replaceAll(/\[\d+\]/g, "[]");

/** True if a field is one of the paths, lies below one, or holds one. */
const touches = (paths: Paths | undefined, field: string): boolean =>
  paths?.some((path) => {
    const fixed = path.replace(/\.?\*.*$/, "");
    const place = withoutIndices(field);
    return (
      patternOf(path).test(field) || patternOf(`${fixed}.**`).test(field) || fixed.startsWith(`${place}.`) || fixed.startsWith(`${place}[`)
    );
  }) ?? false;

/** True if a field can say where data or a pod goes: only such a field must be known before the update. An unlisted kind's may all. */
export const mayLead = (kind: Kind | undefined, field: string): boolean =>
  kind === undefined || [kind.pods, kind.images, kind.hosts, kind.texts, kind.places].some((paths) => touches(paths, field));
