import { announced, assumed } from "../../lib/fact.ts";

const listed = "Nscale's serverless prices as LiteLLM's documentation lists them";
const notListed = "no price of Nscale's was found; about what other providers take for the model";

/** Price of a million tokens, US dollars, by model. */
export const prices = {
  "llama-4-scout-17b-16e-instruct": { input: announced(0.09, listed), output: announced(0.29, listed) },
  "llama-3.1-8b-instruct": { input: announced(0.03, listed), output: announced(0.03, listed) },
  "llama-3.3-70b-instruct": { input: announced(0.2, listed), output: announced(0.2, listed) },
  "qwen3-235b-a22b-instruct-2507": { input: assumed(0.2, notListed), output: assumed(0.6, notListed) },
  "deepseek-r1": { input: assumed(0.8, notListed), output: assumed(2.4, notListed) },
  "gpt-oss-120b": { input: assumed(0.1, notListed), output: assumed(0.4, notListed) },
} as const;
