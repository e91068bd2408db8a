import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { RandomBytes, RandomPassword } from "@pulumi/random";
import type { ChildOptions } from "../lib/child-options.ts";
import type { SecretPlan } from "./plan/secrets.ts";

/** Options for children that no Kubernetes provider declares. */
const withoutProvider = ({ parent }: ChildOptions): pulumi.CustomResourceOptions => (parent === undefined ? {} : { parent });

/** The data of the Secret: random values are generated once, are secret in the state, and otherwise exist only on the cluster. */
function dataOf(child: string, { key, content }: SecretPlan, options: ChildOptions): k8s.types.input.core.v1.Secret {
  switch (content.kind) {
    case "bytes":
      return { data: { [key]: new RandomBytes(child, { length: content.length }, withoutProvider(options)).base64 } };
    case "password":
      return {
        stringData: { [key]: new RandomPassword(child, { length: content.length, special: false }, withoutProvider(options)).result },
      };
    case "text":
      return { stringData: { [key]: content.text } };
  }
}

/** Declares a Secret of a real cluster. Rendered layers have none, so that no file contains one. */
export function declareSecret(child: string, plan: SecretPlan, options: ChildOptions): k8s.core.v1.Secret {
  const { name, namespace } = plan;
  return new k8s.core.v1.Secret(child, { metadata: { name, namespace }, ...dataOf(child, plan, options) }, options);
}

/** Instructions for a Secret that must be supplied before a rendered layer starts. */
export function howToSupply({ name, namespace, key, content }: SecretPlan): string {
  const where = `Secret ${name} in namespace ${namespace} is to be supplied; under the key ${key},`;
  switch (content.kind) {
    case "bytes":
      return `${where} ${content.length} random bytes (openssl rand ${content.length})`;
    case "password":
      return `${where} ${content.length} random letters and digits`;
    case "text":
      return `${where} this text, which holds no secret:\n${content.text}`;
  }
}
