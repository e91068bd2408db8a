/** What a container that needs no privileges may not do; namespaces of the profile `restricted` take none without it. */
export const noPrivileges = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
