import { foreignKind } from "./foreign-kind.ts";

/** Engines that serve the same model, and the endpoint picker that chooses among them. */
export interface InferencePoolSpec {
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly targetPorts: readonly { readonly number: number }[];
  readonly endpointPickerRef: {
    readonly name: string;
    readonly port: { readonly number: number };
    /** Handling of requests while no endpoint picker answers. */
    readonly failureMode: "FailClose" | "FailOpen";
  };
}
export class InferencePool extends foreignKind<InferencePoolSpec>("inference.networking.k8s.io/v1", "InferencePool") {}
