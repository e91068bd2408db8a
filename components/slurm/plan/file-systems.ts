import type { types } from "@pulumi/kubernetes";
import { keepOnPrune, skipAwait } from "../../lib/claims.ts";
import { tenantLabel } from "../../lib/names.ts";
import { gibibytes } from "../../lib/quantity.ts";
import type { SlurmSpec } from "../../schema/slurm.ts";
import { namespace } from "./names.ts";
import { mountPath, volumeName } from "../../names/slurm.ts";

type Claim = types.input.core.v1.PersistentVolumeClaim;

/** The volumes that nodes and login hosts mount. */
export interface SharedVolumes {
  readonly volumes: readonly types.input.core.v1.Volume[];
  readonly mounts: readonly types.input.core.v1.VolumeMount[];
}

/** The claim for a tenant's volume in a file system. */
export interface TenantClaim {
  readonly fileSystem: string;
  readonly tenant: string;
  readonly claim: Claim;
}

export interface FileSystemPlan extends SharedVolumes {
  readonly claims: readonly TenantClaim[];
}

/** One volume per tenant in each file system. Its size is the tenant's quota, enforced by the storage, so no tenant can fill another's. */
export function planFileSystems({ fileSystems, tenants }: SlurmSpec): FileSystemPlan {
  const each = Object.entries(fileSystems).flatMap(([fileSystem, spec]) =>
    Object.keys(tenants).map((tenant) => ({ fileSystem, tenant, name: volumeName(fileSystem, tenant), ...spec })),
  );
  return {
    claims: each.map(({ fileSystem, name, tenant, storageClass, quotaGibibytesPerTenant }) => ({
      fileSystem,
      tenant,
      claim: {
        metadata: { name, namespace, labels: { [tenantLabel]: tenant }, annotations: { ...keepOnPrune, ...skipAwait } },
        spec: {
          storageClassName: storageClass,
          accessModes: ["ReadWriteMany"],
          resources: { requests: { storage: gibibytes(quotaGibibytesPerTenant) } },
        },
      },
    })),
    volumes: each.map(({ name }) => ({ name, persistentVolumeClaim: { claimName: name } })),
    mounts: each.map(({ name, fileSystem, tenant }) => ({ name, mountPath: mountPath(fileSystem, tenant) })),
  };
}
