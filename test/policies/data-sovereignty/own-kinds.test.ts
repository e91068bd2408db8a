import { expect, test } from "vitest";
import { kubernetesObjects } from "../../../policies/data-sovereignty/objects.ts";
import { kinds } from "../../../policies/data-sovereignty/world/kinds.ts";
import { components, otherTypes } from "../../../policies/data-sovereignty/world/resources.ts";
import { stackNames } from "../../../cli/stack/known.ts";
import { resourcesOf } from "../../support/policies.ts";

// A kind that a component comes to use must be taught to the rules first: one entry each.
test.each(stackNames)("every type and kind that %s registers is on the list", async (stack) => {
  const resources = await resourcesOf(stack);
  const types = new Set(resources.map(({ type }) => type).filter((type) => !type.startsWith("kubernetes:")));
  expect([...types].filter((type) => !(type in components) && !otherTypes.includes(type))).toEqual([]);
  const registered = new Set(kubernetesObjects(resources).map(({ apiGroup, kind }) => `${apiGroup}/${kind}`));
  expect([...registered].filter((kind) => !(kind in kinds))).toEqual([]);
});
