const read =
  "the description of each region in partitions.json of @aws-sdk/util-endpoints 3.893.0, as Amazon publishes it on npm; read on 27 November 2026";

/** Amazon's regions, each with the country of the city, or of the state, that the description names. */
const amazon = {
  "af-south-1": "ZA",
  "ap-east-1": "HK",
  "ap-east-2": "TW",
  "ap-northeast-1": "JP",
  "ap-northeast-2": "KR",
  "ap-northeast-3": "JP",
  "ap-south-1": "IN",
  "ap-south-2": "IN",
  "ap-southeast-1": "SG",
  "ap-southeast-2": "AU",
  "ap-southeast-3": "ID",
  "ap-southeast-4": "AU",
  "ap-southeast-5": "MY",
  "ap-southeast-6": "NZ",
  "ap-southeast-7": "TH",
  "ca-central-1": "CA",
  "ca-west-1": "CA",
  "cn-north-1": "CN",
  "cn-northwest-1": "CN",
  "eu-central-1": "DE",
  "eu-central-2": "CH",
  "eu-north-1": "SE",
  "eu-south-1": "IT",
  "eu-south-2": "ES",
  "eu-west-1": "IE",
  "eu-west-2": "GB",
  "eu-west-3": "FR",
  "eusc-de-east-1": "DE",
  "il-central-1": "IL",
  "me-central-1": "AE",
  "me-south-1": "BH",
  "mx-central-1": "MX",
  "sa-east-1": "BR",
  "us-east-1": "US",
  "us-east-2": "US",
  "us-gov-east-1": "US",
  "us-gov-west-1": "US",
  "us-west-1": "US",
  "us-west-2": "US",
} as const;

/** Clouds whose hosts carry their region's name: the domains under which they do, the country of each region, and the text that says so. */
export const clouds: Readonly<
  Record<string, { readonly domains: readonly string[]; readonly regions: Readonly<Record<string, string>>; readonly source: string }>
> = {
  aws: { domains: ["amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "api.aws"], regions: amazon, source: read },
};

/** The country of a region's name; undefined where no publisher's text that says so was read: then its place is not said. */
export const countryOfRegion = (region: string): string | undefined =>
  Object.values(clouds).flatMap(({ regions }) => regions[region] ?? [])[0];

/** The country in which a cloud's host lies, by the region in its name; undefined if the host is no such cloud's, or names no region. */
export function countryOfHost(host: string): string | undefined {
  const labels = host.toLowerCase().split(/[.]/);
  for (const { domains, regions } of Object.values(clouds)) {
    if (!domains.some((domain) => host.toLowerCase().endsWith(`.${domain}`))) continue;
    // s3-eu-west-1 is how older hosts write it.
    const region = labels.map((label) => label.replace(/^s3-/, "")).find((label) => Object.hasOwn(regions, label));
    if (region !== undefined) return regions[region];
  }
  return undefined;
}

/**
 * A region's name in a text. Names of regions look alike with every cloud: a part of the world, a direction and a number. One within a longer
 * name is part of a host, and judged there.
 */
export const regionName =
  /(?<![\w./:-])(?:af|africa|ap|asia|australia|ca|cn|eu|eusc-[a-z]{2}|europe|il|me|mx|northamerica|sa|southamerica|us|us-gov)-(?:central|north|northeast|northwest|south|southeast|southwest|east|west)-?\d{1,2}(?:-[a-d])?(?![\w.-])/gi;
