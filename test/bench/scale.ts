import type { StackInput } from "../../components/schema/stack.ts";

/** The same stack with a share of its GPUs: of every cluster, and of what is delivered for it. */
export function withShareOfGpus({ clusters, deliveries = {}, ...rest }: StackInput, share: number): StackInput {
  // A delivery without a number brings its whole cluster.
  const scaled = <Item extends { readonly gpus?: { readonly value: number } }>(items: Readonly<Record<string, Item>>) =>
    Object.fromEntries(
      Object.entries(items).map(([name, item]) => [
        name,
        item.gpus === undefined ? item : { ...item, gpus: { ...item.gpus, value: Math.ceil(item.gpus.value * share) } },
      ]),
    );
  return { ...rest, clusters: scaled(clusters), deliveries: scaled(deliveries) };
}

/** The same stack with machines and Kubernetes alone: without Slurm and without endpoints. */
export function withoutWorkloads({ inference: _inference, clusters, ...rest }: StackInput): StackInput {
  const bare = Object.entries(clusters).map(([name, { slurm: _slurm, ...cluster }]) => [name, cluster] as const);
  return { ...rest, clusters: Object.fromEntries(bare) };
}
