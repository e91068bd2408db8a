import { parseArgs } from "node:util";
import { messageOf, printError } from "../../components/lib/error.ts";
import { StackError } from "../../components/lib/parse/fault.ts";
import { explainStack } from "../../components/stack/explain.ts";
import { readStackFile } from "../../stacks/files.ts";
import { formats, printExplained } from "../explain/print.ts";

const usage = `npm run explain -- STACK [PATH] [--format ${formats.join("|")}]`;

/**
 * `npm run explain`: a stack with everything that is left out of its data, each value with where it comes from: file and line, what it follows from, or the
 * default. With a path, that value and what is below it.
 *
 * @returns 0, or 2 where there is no such stack or path, or the data has faults.
 */
export async function run(args: string[]): Promise<number> {
  try {
    const { stack, path, format } = parse(args);
    const all = explainStack(await readStackFile(stack));
    const chosen = all.filter((entry) => path === undefined || entry.path === path || /^[.[]/.test(rest(entry.path, path)));
    if (chosen.length === 0) {
      throw new StackError(
        `got path ${path ?? ""}, want one of stack ${stack}, such as ${all[0]?.path ?? ""}; fix: ${usage.replace(" [PATH]", "")}, which lists all`,
      );
    }
    process.stdout.write(`${printExplained(chosen, format)}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${printError(error)}\n`);
    return 2;
  }
}

const rest = (path: string, start: string) => (path.startsWith(start) ? path.slice(start.length) : "");

function parse(args: string[]) {
  const { values, positionals } = readArguments(args);
  const [stack, path, ...others] = positionals;
  const format = formats.find((each) => each === values.format);
  if (stack === undefined || others.length > 0)
    throw new StackError(`got ${positionals.length} arguments, want a stack and perhaps a path; fix: ${usage}`);
  if (format === undefined) throw new StackError(`--format: got ${values.format}, want one of ${formats.join(", ")}; fix: ${usage}`);
  return { stack, path, format };
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { format: { type: "string", default: "text" } } });
  } catch (error) {
    throw new StackError(`${messageOf(error)}; fix: ${usage}`, { cause: error });
  }
}
