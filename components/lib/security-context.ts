/** A container without privileges, as Pod Security's profile `restricted` requires. */
export const restrictedContainer = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };

/** A pod that runs as an ordinary user with the runtime's own seccomp profile: the rest of `restricted`. Also for a container whose pod does not set these. */
export const restrictedPod = { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } };
