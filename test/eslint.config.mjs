import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import { programRules } from "./program-rules.mjs";

const pulumiRules = [
  {
    selector: "CallExpression[callee.property.name='apply'] NewExpression:not([callee.name=/(Error|Map|Set|URL|Date)$/])",
    message: "A resource made inside apply() is absent from previews: declare it from the spec.",
  },
  {
    selector:
      "ClassDeclaration[superClass.property.name='ComponentResource']:not(:has(CallExpression[callee.property.name='registerOutputs']))",
    message: "A component ends with registerOutputs(), or its outputs never reach the state.",
  },
  {
    selector: "ClassDeclaration[superClass.property.name='ComponentResource'] NewExpression[callee.object.name='k8s'][arguments.length<3]",
    message: "A child resource takes { parent: this }.",
  },
  {
    selector:
      "ClassDeclaration[superClass.property.name='ComponentResource'] NewExpression[callee.object.name='k8s'] > Literal.arguments:first-child",
    message: "A child's name derives from its parent's name and a spec key.",
  },
];

/** Names of resources are made in one place, which the table of names lists. */
const nameRule = {
  selector: "NewExpression:not([callee.name=/(Error|RegExp|Date|URL)$/])[arguments.length>1] > TemplateLiteral.arguments:first-child",
  message: "A resource's name comes from components/names.",
};

export default defineConfig(
  { ignores: ["node_modules/**", "out/**", ".state/**", "policies/*/index.cjs"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: `${import.meta.dirname}/..` } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-restricted-syntax": ["error", ...pulumiRules],
      "no-console": "error",
      // `{ dropped, ...rest }` is how an object loses a field.
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      // Template literals print numbers all over plans and messages; an Output in one is still refused.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A switch that names every case is checked; a default may stand for the rest.
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // `() => sideEffect()` is how one-line callbacks read here.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  { ignores: ["test/**"], rules: { "no-restricted-syntax": ["error", ...pulumiRules, ...programRules] } },
  { files: ["components/**"], rules: { "no-restricted-syntax": ["error", ...pulumiRules, ...programRules, nameRule] } },
  { files: ["cli/**", "test/{bench,rigs,run,tasks}/**"], rules: { "no-console": "off" } },
);
