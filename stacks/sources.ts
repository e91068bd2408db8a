/** Sources of the fleet's stated facts. */
export const fleetSheet = "Nscale fleet fact sheet";

/** Second-hand announcements, by date, in the words of the press. */
export const announcements = {
  stargateNorway: "Nscale, Aker and OpenAI on Stargate Norway, 31 July 2025, as the press carried it",
  unitedKingdom: "Nscale, Microsoft, NVIDIA and OpenAI on the United Kingdom, 16 September 2025, as the press carried it",
  microsoft: "Nscale and Microsoft on about 200,000 GB300 GPUs, 15 October 2025, as the press carried it",
  openai: "OpenAI and Microsoft on OpenAI's recapitalisation, 28 October 2025, as the press carried it",
  stargateUkPaused: "OpenAI on Stargate UK, 9 April 2026, as the press carried it",
  computerWeekly: "Computer Weekly on Nscale's series C, 9 March 2026",
  fuseSquared: "Fuse Squared on Nscale's GPU deployments in the UK and Europe, 2025",
  verne: "Verne and Nscale on 4,600 GPUs in Iceland, 2025, as the press carried it",
} as const;
