import type * as pulumi from "@pulumi/pulumi";
import { FactComponent } from "../../lib/fact-component.ts";
import { huggingFaceMappingContract } from "../../schema/contracts/inference.ts";
import { printAvailability, type Availability } from "../availability.ts";
import type { Mapping } from "./mapping.ts";

/**
 * The mapping of a Hub model to an endpoint here, and its visibility: a fact, which `npm run huggingface` applies to the Hub.
 *
 * @example new HuggingFaceMapping("scout", planMappings(spec).scout);
 */
export class HuggingFaceMapping extends FactComponent<typeof huggingFaceMappingContract> {
  constructor(
    name: string,
    { task, hfModel, providerModel, status, availableFrom }: Mapping & { readonly availableFrom?: Availability },
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super(huggingFaceMappingContract, name, { task, hfModel, providerModel, status, ...printAvailability(availableFrom) }, options);
  }
}
