/** Where stated facts of the fleet come from. */
export const fleetSheet = "Nscale fleet fact sheet";
