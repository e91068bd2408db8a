import * as policy from "@pulumi/policy";
import type { Resource } from "./rule.ts";

/** The engine's placeholder for a value that is unknown before the update. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

// The package exports the function without a type.
const proxy = policy.unknownCheckingProxy as (props: object) => object;

/** A resource as the engine shows it to a policy: reading an unknown value throws, and the judgement then fails closed. */
export const guardUnknowns = (resource: Resource): Resource => ({ ...resource, props: proxy(resource.props) as Resource["props"] });
