import * as policy from "@pulumi/policy";
import type { Resource } from "./rule.ts";

/** What the engine hands over for a value that is not known before the update. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

// The package exports the function without a type.
const proxy = policy.unknownCheckingProxy as (props: object) => object;

/** A resource as the engine shows it to a policy: to read a value that is not known is an error, which a judgement answers by failing closed. */
export const guardUnknowns = (resource: Resource): Resource => ({ ...resource, props: proxy(resource.props) as Resource["props"] });
