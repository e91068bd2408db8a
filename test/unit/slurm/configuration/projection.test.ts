import { expect, test } from "vitest";
import { planConfiguration } from "../../../../components/slurm/configuration/index.ts";
import { hostsModel, racksModel } from "../../../support/slurm-models.ts";
import { projectedOptions, projectSlurmConf } from "../../../support/slurm-projection.ts";

const place = {
  directory: "/cluster",
  user: "root",
  mungeSocket: "/cluster/munge.socket",
  controllerPort: 1,
  slurmdbdPort: 2,
  slurmdPorts: {},
};

test("the projection onto Slurm 22.05 changes these options, and no other", () => {
  expect(projectSlurmConf(racksModel(2, 2), place).changes).toEqual({
    SlurmUser: { product: "slurm", here: "root" },
    SlurmctldHost: { product: "slurm-controller-0(slurm-controller-0.slurm-controller-internal.slurm)", here: "localhost(127.0.0.1)" },
    SlurmctldPort: { product: "6817", here: "1" },
    SlurmctldAddr: { product: "slurm-controller.slurm", here: undefined },
    StateSaveLocation: { product: "/var/spool/slurmctld/example", here: "/cluster/state" },
    SlurmdPort: { product: "6818", here: undefined },
    SlurmdSpoolDir: { product: "/var/spool/slurmd", here: "/cluster/spool/%n" },
    SlurmctldLogFile: { product: "/var/log/slurm/slurmctld.log", here: undefined },
    SlurmSchedLogFile: { product: "/var/log/slurm/slurmctld.log", here: undefined },
    SlurmdLogFile: { product: "/var/log/slurm/slurmd.log", here: undefined },
    AuthType: { product: "auth/slurm", here: "auth/munge" },
    CredType: { product: "auth/slurm", here: "cred/munge" },
    AuthAltTypes: { product: "auth/jwt", here: undefined },
    AuthAltParameters: { product: "jwt_key=/etc/slurm/jwt_hs256.key", here: undefined },
    AuthInfo: { product: "use_client_ids,cred_expire=86400", here: "socket=/cluster/munge.socket" },
    SlurmctldParameters: { product: "enable_configless,reconfig_on_restart", here: "preempt_send_user_signal" },
    PreemptParameters: { product: "send_user_signal", here: undefined },
    NamespaceType: { product: "namespace/tmpfs", here: undefined },
    MetricsAuthUsers: { product: "nobody", here: undefined },
    MetricsType: { product: "metrics/openmetrics", here: undefined },
    AccountingStorageHost: { product: "slurm-accounting", here: "127.0.0.1" },
    AccountingStoragePort: { product: "6819", here: "2" },
    Prolog: { product: "prolog.sh", here: "/cluster/etc/prolog.sh" },
    Epilog: { product: "epilog.sh", here: "/cluster/etc/epilog.sh" },
    TaskPlugin: { product: "task/affinity,task/cgroup", here: "task/none" },
    ProctrackType: { product: "proctrack/cgroup", here: "proctrack/linuxproc" },
    JobAcctGatherType: { product: "jobacct_gather/cgroup", here: "jobacct_gather/none" },
    SwitchType: { product: "switch/nvidia_imex", here: "switch/none" },
    MpiDefault: { product: "pmix", here: "none" },
    PrologFlags: { product: "Alloc,Contain", here: "Alloc" },
    HealthCheckProgram: { product: "/etc/nscale-slurm/health-check.sh", here: "/cluster/etc/health-check.sh" },
    SlurmctldPidFile: { product: undefined, here: "/cluster/slurmctld.pid" },
    SlurmdPidFile: { product: undefined, here: "/cluster/slurmd-%n.pid" },
    TopologyPlugin: { product: undefined, here: "topology/tree" },
    SlurmdParameters: { product: undefined, here: "config_overrides" },
    AccountingStoragePass: { product: undefined, here: "/cluster/munge.socket" },
  });
});

test("every option that the projection may change is one that the product has", () => {
  const { changes } = projectSlurmConf(racksModel(1, 1), { ...place, user: "somebody" });
  expect(Object.keys(changes)).toEqual(expect.arrayContaining(Object.keys(projectedOptions)));
});

test("what a NodeSet gives to slurmd is what slurm.conf says of its nodes", () => {
  const model = hostsModel(1, 4);
  const line = `${planConfiguration(model).nodeSetExtraConf} RealMemory=100000 CoreSpecCount=4 MemSpecLimit=4000 State=UNKNOWN`;
  expect(
    projectSlurmConf(model, place)
      .text.split("\n")
      .filter((each) => /^Node/.test(each)),
  ).toEqual([`NodeName=su-1-[0-3] NodeAddr=127.0.0.1 Feature=su-1 ${line}`, "NodeSet=su-1 Feature=su-1"]);
  const ports = { "su-1-0": 7000, "su-1-1": 7001 };
  const running = { ...model, nodeSets: model.nodeSets.map((set) => ({ ...set, hosts: 2 })) };
  expect(
    projectSlurmConf(running, { ...place, slurmdPorts: ports })
      .text.split("\n")
      .filter((each) => each.startsWith("NodeName")),
  ).toEqual([
    `NodeName=su-1-0 NodeHostname=localhost Port=7000 NodeAddr=127.0.0.1 Feature=su-1 ${line}`,
    `NodeName=su-1-1 NodeHostname=localhost Port=7001 NodeAddr=127.0.0.1 Feature=su-1 ${line}`,
  ]);
});

test("partitions are the product's but for the topology that each one chooses", () => {
  const model = racksModel(1, 2);
  const product = planConfiguration(model)
    .controllerExtraConf.split("\n")
    .filter((line) => line.startsWith("PartitionName"));
  const here = projectSlurmConf(model, place)
    .text.split("\n")
    .filter((line) => line.startsWith("PartitionName"));
  expect(here).toEqual(product.map((line) => line.slice(0, line.lastIndexOf(" Topology="))));
});
