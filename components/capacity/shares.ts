import { accelerators, type AcceleratorName } from "../catalog/accelerators.ts";

/** GPUs of a share in whole scale-up domains, since no job fits half of one: floor(GPUs x share / domain) x domain. */
export function inWholeDomains(accelerator: AcceleratorName, gpus: number, sharePercent: number): number {
  const domain = accelerators[accelerator].scaleUpDomainGpus;
  // Binary fractions must not cost a domain: 72 GPUs are 10 percent of 720.
  return Math.floor(Number(((gpus * sharePercent) / 100 / domain).toFixed(9))) * domain;
}
