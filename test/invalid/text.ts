import { add, remove, set, type InvalidCases } from "../support/invalid.ts";
import { serve } from "../support/inference.ts";
import { exampleSlurm, useDirectory } from "../support/slurm.ts";

/** Keys, and texts that reach a file, a manifest or an API. */
export default {
  "backup-at-a-url": {
    change: (stack) =>
      add(stack, "site.storage.backups", {
        site: { host: "https://objects.example.com", bucket: "backups", retentionDays: 35, jurisdiction: "NO", encryptionKey: "site" },
      }),
    faults: [
      'site.storage.backups.site.host: got "https://objects.example.com", want a host name: labels in lower case, the last one no number, and no dot at the end; fix: write the host name of the object store',
    ],
  },
  "backup-in-a-bucket-that-no-store-has": {
    change: (stack) =>
      add(stack, "site.storage.backups", {
        site: { host: "objects.example.com", bucket: "My_Bucket!", retentionDays: 35, jurisdiction: "NO", encryptionKey: "site" },
      }),
    faults: [
      "site.storage.backups.site.bucket: got \"My_Bucket!\", want a bucket's name: 3 to 63 lower-case letters, digits, hyphens and single dots, and no IP address; fix: write the bucket's name in the object store",
    ],
  },
  "cluster-of-a-delivery-called-constructor": {
    change: (stack) => set(stack, "deliveries.training.cluster", "constructor"),
    faults: [
      'deliveries.training.cluster: got "constructor", want a name other than constructor, which every JavaScript object has; fix: write the cluster that they are for',
    ],
  },
  "cluster-of-an-endpoint-called-constructor": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.cluster", "constructor");
    },
    faults: [
      'inference.endpoints.scout.cluster: got "constructor", want a name other than constructor, which every JavaScript object has; fix: write the cluster whose GPUs it runs on',
    ],
  },
  "database-with-a-quotation-mark": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.accounting", {
        kind: "given",
        address: "10.0.0.30",
        database: 'slurm"',
        user: "slurm\nStorageHost=elsewhere",
        password: { name: "Database", key: "pass word" },
      });
    },
    faults: [
      'clusters.training.slurm.accounting.database: got "slurm\\"", want a database\'s name: letters, digits and underscores, at most 64; fix: write the database\'s name (StorageLoc)',
      'clusters.training.slurm.accounting.user: got "slurm\\nStorageHost=elsewhere", want a user\'s name: letters, digits, dots, hyphens and underscores, at most 32; fix: write the user that slurmdbd logs in as (StorageUser)',
      "clusters.training.slurm.accounting.password.name: got \"Database\", want a Secret's name: lower-case letters, digits, hyphens and dots; fix: write the Secret's name",
      'clusters.training.slurm.accounting.password.key: got "pass word", want a key of a Secret: letters, digits, hyphens, dots and underscores; fix: write the key in the Secret that holds the value',
    ],
  },
  "egress-to-a-host-in-capitals": {
    change: (stack) => set(stack, "site.egress.registry.destination.host", "Registry.Example.com"),
    faults: [
      'site.egress.registry.destination.host: got "Registry.Example.com", want a host name: labels in lower case, the last one no number, and no dot at the end; fix: write a host name',
    ],
  },
  "gateway-at-a-host-in-capitals-with-a-final-dot": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.gateway.hostname", "Inference.API.nscale.com.");
    },
    faults: [
      'inference.gateway.hostname: got "Inference.API.nscale.com.", want a host name: labels in lower case, the last one no number, and no dot at the end; fix: write the host name of the API: clients use https://HOSTNAME/v1',
    ],
  },
  "group-of-kubernetes-itself": {
    change: (stack) => set(stack, "tenants.industry.groups.viewer", "system:authenticated"),
    faults: [
      'tenants.industry.groups.viewer: got "system:authenticated", want a group of the identity provider: Kubernetes keeps system: for its own groups; fix: write the group of the identity provider whose members may look at the tenant\'s namespaces',
    ],
  },
  "group-with-a-blank-at-its-end": {
    change: (stack) => set(stack, "tenants.industry.groups.admin", "industry-admins "),
    faults: [
      'tenants.industry.groups.admin: got "industry-admins ", want text on one line, without characters that do not show, and without blanks at its ends; fix: write the group of the identity provider whose members may administer the tenant\'s namespaces',
    ],
  },
  "hall-called-constructor": {
    change: (stack) => set(stack, "clusters.training.hall", "constructor"),
    faults: [
      'clusters.training.hall: got "constructor", want a name other than constructor, which every JavaScript object has; fix: write the name of the site\'s hall that holds it',
    ],
  },
  "key-that-every-object-has": {
    change: (stack) => {
      add(stack, "tenants.constructor-1", stack.tenants["industry"]);
      set(stack, "clusters.training.kubernetes.tenants", { constructor: { guaranteedSharePercent: 5, preemptionOrder: 1 } });
      remove(stack, "tenants.constructor-1");
    },
    faults: [
      'clusters.training.kubernetes.tenants.constructor: got the key "constructor", want a name other than constructor, which every JavaScript object has; fix: rename it',
    ],
  },
  "model-name-with-a-blank": {
    change: (stack) => {
      serve(stack);
      add(stack, "inference.endpoints.scout.servedAs", "my model");
    },
    faults: [
      "inference.endpoints.scout.servedAs: got \"my model\", want a model's name: letters, digits, dots, hyphens and underscores, after one organisation and a slash if it has one; fix: write the name that requests call it by; left out, the model's id on Hugging Face",
    ],
  },
  "parameter-that-is-a-prototype": {
    change: (stack) => add(stack, "site.storage.classes.fast.parameters", JSON.parse('{ "__proto__": "fast", "pool": "fast" }')),
    faults: [
      "site.storage.classes.fast.parameters.__proto__: got the key __proto__, want another key: JavaScript takes this one for the object's prototype; fix: rename it",
    ],
  },
  "provisioner-that-is-a-path": {
    change: (stack) => set(stack, "site.storage.classes.fast.provisioner", "csi/storage"),
    faults: [
      "site.storage.classes.fast.provisioner: got \"csi/storage\", want a CSI driver's name: letters, digits, hyphens and dots, at most 63 characters; fix: write the CSI driver's name",
    ],
  },
  "reason-of-two-blanks": {
    change: (stack) => set(stack, "site.efficiency.loadFactor.reason", "  "),
    faults: [
      'site.efficiency.loadFactor.reason: got "  ", want text of 10 characters or more, on one line, without characters that do not show, and without blanks at its ends; fix: write why this value stands in for one that no public source states',
    ],
  },
  "search-base-of-two-lines": {
    change: (stack) => {
      useDirectory(stack);
      set(stack, "clusters.training.slurm.login.directory.searchBase", "dc=x\ncache_credentials = true");
    },
    faults: [
      'clusters.training.slurm.login.directory.searchBase: got "dc=x\\ncache_credentials = true", want a distinguished name on one line, for example dc=nscale,dc=example; fix: write the base of searches (ldap_search_base of sssd), for example dc=nscale,dc=example',
    ],
  },
  "share-called-constructor": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.share", "constructor");
    },
    faults: [
      'inference.endpoints.scout.share: got "constructor", want a name other than constructor, which every JavaScript object has; fix: write the tenant of that cluster whose guaranteed share its GPUs come out of',
    ],
  },
  "site-name-with-a-line-break": {
    change: (stack) => set(stack, "site.name", "Narvik\nLoughton"),
    faults: [
      'site.name: got "Narvik\\nLoughton", want text on one line, without characters that do not show, and without blanks at its ends; fix: write the site\'s name as people read it, unlike that of any other site',
    ],
  },
  "source-with-a-character-that-does-not-show": {
    change: (stack) => set(stack, "site.efficiency.loadFactor", { basis: "stated", value: 0.8, source: "annual\u202ereport" }),
    faults: [
      'site.efficiency.loadFactor.source: got "annual\\u202ereport", want text of 10 characters or more, on one line, without characters that do not show, and without blanks at its ends; fix: write the document that says so',
    ],
  },
} satisfies InvalidCases;
