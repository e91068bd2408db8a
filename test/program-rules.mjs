const message = "A program is a .sh, .py or .lua file beside its plan, filled by readProgram of components/lib/program.";

/** Text of several lines, of which one is as only programs have them: a shell's, Lua's or Python's end of a block, function, or import. */
const programLine = String.raw`/^(?=[^]*\n)([^]*\n)?\s*((fi|done|esac|end)\b;?|\w+\(\) \{|(local )?function [\w.:]+\(.*\)|def \w+\(.*\):|import \w+(, \w+)*)\s*(\n|$)/`;

/** ESLint's no-restricted-syntax: programs in string literals. */
export const programRules = [
  // A file that a machine runs.
  "Literal[value=/^#!/]",
  "TemplateElement:first-child[value.raw=/^#!/]",
  // The text after `sh -c`, `sh -ec` or `python3 -c`, unless it is filled there.
  "ArrayExpression > Literal[value=/^-[a-z]*c$/] + :matches(Literal, TemplateLiteral, BinaryExpression, Identifier, CallExpression[callee.property.name='join'])",
  // Any other, by its lines.
  `Literal[value=${programLine}]`,
  `TemplateElement[value.cooked=${programLine}]`,
].map((selector) => ({ selector, message }));
