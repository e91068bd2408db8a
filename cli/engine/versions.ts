/** The releases that were shown to work together; package.json pins the npm SDKs to the same ones. */
export const pulumiVersion = "3.274.1";

/** Provider plugins by name. */
export const pluginVersions = { kubernetes: "4.25.0", random: "4.21.0" } as const;
