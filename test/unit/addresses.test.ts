import { expect, test } from "vitest";
import { addressesOf } from "../../components/addresses/table.ts";
import { readStack } from "../../stacks/files.ts";

test("Glomfjord's addresses, each with what it is for", async () => {
  const { clusters, site, inference } = await readStack("glomfjord");
  const { egress, egressProxy, storage } = site;
  const rows = addressesOf({ clusters, egress, egressProxy, storage, inference });
  const printed = rows.map(({ path, purpose, at, port, network }) => `${path}: ${purpose} at ${[at, port].join(" ").trim()} (${network})`);
  expect(printed).toEqual([
    "clusters.initial-b200.network.podCidr: pods at 10.64.0.0/12 (overlay)",
    "clusters.initial-b200.network.serviceCidr: Services at 10.96.0.0/16 (overlay)",
    "clusters.initial-b200.controlPlane.endpoint.host: the control plane at 10.10.0.10 6443 (site)",
    "clusters.initial-b200.controlPlane.hostCidr: hosts of the control plane at 10.10.0.0/28 (hosts)",
    "clusters.initial-b200.network.hostCidr: hosts at 10.10.0.0/16 (hosts)",
    "clusters.initial-b200.slurm.login.allowedCidrs[0]: clients of SSH at 10.0.0.0/8 (client)",
    "clusters.initial-b200.slurm.login.directory.uri: the directory at directory.glomfjord.nscale.example 636 (name)",
    "clusters.expansion-b300.network.podCidr: pods at 10.64.0.0/12 (overlay)",
    "clusters.expansion-b300.network.serviceCidr: Services at 10.96.0.0/16 (overlay)",
    "clusters.expansion-b300.controlPlane.endpoint.host: the control plane at 10.20.0.10 6443 (site)",
    "clusters.expansion-b300.controlPlane.hostCidr: hosts of the control plane at 10.20.0.0/28 (hosts)",
    "clusters.expansion-b300.network.hostCidr: hosts at 10.20.0.0/16 (hosts)",
    "site.egress.registry.destination.host: egress for registry at registry.nscale.example 443 (name)",
    "site.egress.node-images.destination.host: egress for package-mirror at images.nscale.example 443 (name)",
    "site.egress.identity.destination.host: egress for identity at identity.glomfjord.nscale.example 443 (name)",
    "site.egress.telemetry.destination.host: egress for telemetry at telemetry.nscale.example 443 (name)",
    "site.egress.directory.destination.cidr: egress for identity at 10.10.0.48/29 636 (outside)",
    "site.egressProxy.address: the egress proxy at 10.10.0.20 3128 (site)",
  ]);
});
