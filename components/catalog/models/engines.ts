import { assumed } from "../../lib/fact.ts";
import type { Fact } from "../../lib/fact.ts";
import type { Accelerator } from "../accelerators.ts";

/** An image of an engine: its publisher's address, and the SHA-256 of its index (`sha256:` and 64 hexadecimal digits). */
export interface EngineImage {
  readonly repository: string;
  readonly digest: Fact<string>;
}

/** A release of vLLM, which serves every model of the catalogue: one image per GPU maker. */
export type EngineRelease = Readonly<Record<Accelerator["vendor"], EngineImage>>;

const unpublished = "placeholder: the digest in the site's registry, until the image is copied there";

const releases = {
  "vllm-0.33.0": {
    nvidia: {
      repository: "docker.io/vllm/vllm-openai",
      digest: assumed("sha256:d03dd718fa99de9f114472f85f4fbe28caa1fef0b16c0a69812207ab4196c984", unpublished),
    },
    amd: {
      repository: "docker.io/vllm/vllm-openai-rocm",
      digest: assumed("sha256:ebd121745f223aed1d77e753c350131cbe28fe960ea58381b3b20c84447faa08", unpublished),
    },
  },
  "vllm-0.32.0": {
    nvidia: {
      repository: "docker.io/vllm/vllm-openai",
      digest: assumed("sha256:13a5bb066a700ca87b0ebbfb759eb46e780d98771f368424717c8808a83af1fd", unpublished),
    },
    amd: {
      repository: "docker.io/vllm/vllm-openai-rocm",
      digest: assumed("sha256:f06932203a28661b7968f73f24d3484c912cf5e67adaf07fea83c174f5c25784", unpublished),
    },
  },
} as const satisfies Record<string, EngineRelease>;

export type EngineName = keyof typeof releases;

/** The engine releases that endpoints may run. */
export const engines: Readonly<Record<EngineName, EngineRelease>> = releases;

export const engineNames = Object.keys(releases) as readonly EngineName[];
