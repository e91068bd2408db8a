import type { Kind } from "./kind.ts";
import { kubernetesKinds } from "./kubernetes.ts";
import { operatorKinds } from "./operators.ts";
import { serviceKinds } from "./services.ts";

/** Every kind of Kubernetes object of which it is known what it may hold, by group and kind: `apps/Deployment`. */
export const kinds: Readonly<Record<string, Kind>> = { ...kubernetesKinds, ...operatorKinds, ...serviceKinds };
