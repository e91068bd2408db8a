/** A container without privileges, as Pod Security's profile `restricted` wants it. */
export const restrictedContainer = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };

/** A pod, or a container of a pod that does not say so itself, which runs as an ordinary user under the runtime's own seccomp profile: the rest of `restricted`. */
export const restrictedPod = { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } };
