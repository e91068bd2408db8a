import { parseArgs } from "node:util";
import { messageOf } from "../../components/lib/error.ts";
import { acknowledge } from "../../review/post/acknowledge.ts";
import { forgeOf } from "../review/forge.ts";

const usage = "npm run review:acknowledge -- --pull NUMBER";

/** `npm run review:acknowledge`: lets a pull request pass if all that its posted review asked for is acknowledged on it. The environment names the forge, as in its jobs. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { pull: { type: "string", default: "" } } });
  try {
    if (!/^[1-9]\d*$/.test(values.pull)) throw new Error(`got --pull ${values.pull}, want the number of a pull request; fix: ${usage}`);
    process.stdout.write(`${await acknowledge(forgeOf(process.env), Number(values.pull))}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return 1;
  }
}
