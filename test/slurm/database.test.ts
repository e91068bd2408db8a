import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { provisionedDatabase } from "../../components/slurm/derive/index.ts";
import { freePorts } from "../rigs/cluster/free-ports.ts";
import { supervise } from "../rigs/cluster/supervised.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { slurmCommands } from "../rigs/slurm/commands.ts";
import { slurmPlanOf, slurmStack } from "../support/slurm.ts";

const run = promisify(execFile);
const directory = await mkdtemp(join(tmpdir(), "nscale-database-"));
afterAll(() => rm(directory, { recursive: true }));

const { user } = provisionedDatabase;
const { username } = userInfo();
const plan = slurmPlanOf(slurmStack("hosts"));
const pod = plan.database?.statefulSet.spec as unknown as {
  readonly template: {
    readonly spec: { readonly initContainers: { readonly command: string[] }[]; readonly containers: { readonly args: string[] }[] };
  };
};

/** Does something with the records' database as a pod of the layer starts it, with the layer's password. */
async function whileRunning(password: string, work: (asUser: (password: string) => Promise<unknown>, asRoot: string[]) => Promise<void>) {
  const { mariadbd } = await slurmCommands();
  const [initial] = pod.template.spec.initContainers;
  const [command = "", ...words] = initial?.command ?? [];
  const here = (text: string) => text.replaceAll("/start/", `${directory}/`);
  await run(command, words.map(here), { env: { ...process.env, MARIADB_USER: user, MARIADB_PASSWORD: password } });
  // A machine of tests has no gigabytes for InnoDB.
  const args = (pod.template.spec.containers[0]?.args ?? []).filter((each) => !each.startsWith("--innodb-")).map(here);
  const [port = 0] = await freePorts(1);
  const socket = join(directory, "socket");
  const processes = supervise(await mkdtemp(join(tmpdir(), "nscale-mariadb-")), 5);
  const data = [`--datadir=${join(directory, "data")}`, `--socket=${socket}`, `--user=${username}`];
  const address = ["--bind-address=127.0.0.1", `--port=${port}`];
  processes.start({ name: "mariadbd", command: mariadbd, args: ["--no-defaults", ...data, ...address, ...args] });
  const asRoot = ["--no-defaults", `--socket=${socket}`, "--user=root"];
  const asUser = (given: string) =>
    run("mariadb", ["--no-defaults", "--host=127.0.0.1", `--port=${port}`, `--user=${user}`, "--execute=SELECT 1"], {
      env: { ...process.env, MYSQL_PWD: given },
    });
  try {
    await waitFor("MariaDB", 60, () => run("mariadb", [...asRoot, "--execute=SELECT 1"]).then(() => undefined, String));
    await work(asUser, asRoot);
  } finally {
    await processes.stop();
  }
}

test("a database that outlived its layer takes the password of the next one", async () => {
  const { "mariadb-install-db": install } = await slurmCommands();
  await mkdir(join(directory, "data"));
  const empty = [`--datadir=${join(directory, "data")}`, `--user=${username}`, "--auth-root-authentication-method=normal"];
  await run(install, ["--no-defaults", ...empty, "--skip-test-db"]);
  await whileRunning("firstPassword", async (asUser, asRoot) => {
    // As the image does on an empty volume.
    await run("mariadb", [...asRoot, `--execute=CREATE USER '${user}'@'%' IDENTIFIED BY 'firstPassword'`]);
    await asUser("firstPassword");
  });
  await whileRunning("secondPassword", async (asUser) => {
    await asUser("secondPassword");
    await expect(asUser("firstPassword")).rejects.toThrow("Access denied");
  });
});
