import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.operator.headquarters.value", "Norway"),
  faults: [
    'site.operator.headquarters.value: got "Norway", want an ISO 3166-1 alpha-2 country code, for example NO; fix: write the country of the headquarters',
  ],
} satisfies InvalidCase;
