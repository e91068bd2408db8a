import { expect, test } from "vitest";
import { cgroupConf, gpuPlaces } from "../../../../components/slurm/configuration/gpus.ts";
import { planConfiguration } from "../../../../components/slurm/configuration/index.ts";
import { hostsModel, racksModel } from "../../../support/slurm-models.ts";

const racks = racksModel(2, 2);

test("the controller's part of slurm.conf, for racks", () => {
  expect(planConfiguration(racks).controllerExtraConf).toBe(`MaxNodeCount=5000
GresTypes=gpu
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
TaskPlugin=task/affinity,task/cgroup
ProctrackType=proctrack/cgroup
JobAcctGatherType=jobacct_gather/cgroup
DefCpuPerGPU=6
DefMemPerGPU=24000
SwitchType=switch/nvidia_imex
MpiDefault=pmix
PropagateResourceLimitsExcept=MEMLOCK
MaxJobCount=100000
MaxArraySize=20001
SchedulerType=sched/backfill
SchedulerParameters=bf_continue,bf_window=2880,bf_resolution=600,nohold_on_prolog_fail,defer_batch,max_rpc_cnt=100,bf_max_job_test=1000
MessageTimeout=60
BatchStartTimeout=60
UnkillableStepTimeout=600
PriorityType=priority/multifactor
PriorityWeightQOS=1000000
PriorityWeightFairshare=100000
PriorityWeightAge=10000
PriorityWeightJobSize=1000
PreemptType=preempt/qos
PreemptMode=REQUEUE
PreemptParameters=send_user_signal
AccountingStorageTRES=gres/gpu
AccountingStorageEnforce=associations,limits,qos,safe
PrivateData=accounts,events,jobs,nodes,reservations,usage,users
MCSPlugin=mcs/account
MCSParameters=enforced,select,privatedata
NamespaceType=namespace/tmpfs
MetricsAuthUsers=nobody
EnforcePartLimits=ALL
PrologFlags=Alloc,Contain
HealthCheckProgram=/etc/nscale-slurm/health-check.sh
HealthCheckInterval=300
HealthCheckNodeState=ANY
ReturnToService=2
PartitionName=train Nodes=su-1-rack-[1-2],su-2-rack-[1-2] Default=YES State=UP DefaultTime=60 MaxTime=2880 PriorityTier=20 PreemptMode=OFF GraceTime=0 TRESBillingWeights=GRES/gpu=1.0 OverSubscribe=EXCLUSIVE AllowAccounts=alpha,beta AllowQos=alpha,beta Topology=block
PartitionName=interactive Nodes=su-1-rack-1 Default=NO State=UP DefaultTime=60 MaxTime=480 MaxNodes=1 PriorityTier=40 PreemptMode=OFF GraceTime=0 TRESBillingWeights=GRES/gpu=1.0 OverSubscribe=NO AllowAccounts=alpha,beta AllowQos=alpha,beta Topology=tree
PartitionName=surplus Nodes=su-1-rack-[1-2],su-2-rack-[1-2] Default=NO State=UP DefaultTime=60 MaxTime=2880 PriorityTier=10 PreemptMode=REQUEUE GraceTime=0 TRESBillingWeights=GRES/gpu=1.0 OverSubscribe=EXCLUSIVE AllowAccounts=alpha,beta AllowQos=alpha-surplus,beta-surplus Topology=block
`);
});

test("hosts that share no NVLink domain have no switch plugin and no block topology", () => {
  const [racksConf, hostsConf] = [racks, hostsModel(4, 18)].map((model) => planConfiguration(model).controllerExtraConf);
  const without = racksConf
    ?.replace("SwitchType=switch/nvidia_imex\n", "")
    .replaceAll(/ Topology=\w+/g, "")
    .replaceAll("su-1-rack-[1-2],su-2-rack-[1-2]", "su-[1-4]")
    .replaceAll("su-1-rack-1", "su-1");
  expect(hostsConf).toBe(without);
});

test("the places that must agree about GPUs follow from one field", () => {
  const node = { ...racks.node, gres: { name: "gpu", type: "mi300x", count: 8, autodetect: "rsmi" } } as const;
  expect(gpuPlaces(node)).toEqual({
    gresTypes: "gpu",
    taskPlugin: "task/affinity,task/cgroup",
    nodeGres: "gpu:mi300x:8",
    podGpus: 8,
    gresConf: "AutoDetect=rsmi\n",
  });
  const { nodeSetExtraConf, controllerExtraConf, files } = planConfiguration({ ...racks, node });
  expect(nodeSetExtraConf).toBe("Gres=gpu:mi300x:8 Sockets=2 CoresPerSocket=14 ThreadsPerCore=1");
  expect(controllerExtraConf).toContain("\nGresTypes=gpu\n");
  expect(controllerExtraConf).toContain("\nTaskPlugin=task/affinity,task/cgroup\n");
  expect(controllerExtraConf).toContain("\nDefCpuPerGPU=3\n");
  expect(files["gres.conf"]).toBe("AutoDetect=rsmi\n");
});

test("tenants share nothing, a host at a time or whole NVLink domains", () => {
  const conf = (isolation: "shared" | "hosts" | "racks") => planConfiguration({ ...racks, isolation });
  const optionsOf = (isolation: "shared" | "hosts" | "racks") => conf(isolation).controllerExtraConf.match(/^MCS\w+=.*$/gm);
  expect(optionsOf("shared")).toEqual(["MCSPlugin=mcs/account", "MCSParameters=enforced,noselect,privatedata"]);
  expect(optionsOf("hosts")).toEqual(["MCSPlugin=mcs/account", "MCSParameters=enforced,select,privatedata"]);
  expect(optionsOf("racks")).toEqual(optionsOf("hosts"));
  const partitions = (isolation: "hosts" | "racks") =>
    conf(isolation)
      .controllerExtraConf.match(/^PartitionName=.*$/gm)
      ?.map((line) => [/ExclusiveTopo=\w+/.exec(line)?.[0], / Topology=(\w+)/.exec(line)?.[1]]);
  expect(partitions("hosts")).toEqual([
    [undefined, "block"],
    [undefined, "tree"],
    [undefined, "block"],
  ]);
  expect(partitions("racks")).toEqual([
    ["ExclusiveTopo=YES", "block"],
    ["ExclusiveTopo=YES", "block"],
    ["ExclusiveTopo=YES", "block"],
  ]);
  expect(conf("hosts").accountingExtraConf).toBe("PrivateData=accounts,events,jobs,reservations,usage,users\n");
  expect(conf("hosts").files["job_container.conf"]).toBe("AutoBasePath=true\nBasePath=/var/spool/slurm-jobs\nDirs=/tmp,/dev/shm\n");
});

test("a job is kept to the processors, the memory and the devices that it was given", () => {
  expect(planConfiguration(racks).files["cgroup.conf"]).toBe(cgroupConf);
  expect(cgroupConf.match(/^Constrain\w+=yes$/gm)).toEqual([
    "ConstrainCores=yes",
    "ConstrainRAMSpace=yes",
    "ConstrainSwapSpace=yes",
    "ConstrainDevices=yes",
  ]);
});

test("a change of a partition's time limit changes its line and, where it is the longest, backfill's window", () => {
  const [train, ...others] = racks.partitions;
  const longer = { ...racks, partitions: [{ ...(train as NonNullable<typeof train>), maxMinutes: 4320 }, ...others] };
  const changed = (model: typeof racks) => planConfiguration(model).controllerExtraConf.split("\n");
  const before = changed(racks);
  expect(changed(longer).filter((line, index) => line !== before[index])).toEqual([
    "SchedulerParameters=bf_continue,bf_window=4320,bf_resolution=600,nohold_on_prolog_fail,defer_batch,max_rpc_cnt=100,bf_max_job_test=1000",
    expect.stringContaining("PartitionName=train ") as string,
  ]);
  expect({ ...planConfiguration(longer), controllerExtraConf: "" }).toEqual({ ...planConfiguration(racks), controllerExtraConf: "" });
});
