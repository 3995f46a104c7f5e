import js from "@eslint/js";
import node from "eslint-plugin-n";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["**/dist/**", "**/node_modules/**", "fixtures/**", "examples/**", "**/*.js", "**/*.cjs"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    // The project of the root holds all files; by `projectService`, each package would be a program of its own, which holds what it imports too.
    languageOptions: { parserOptions: { project: "tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    plugins: { n: node },
    rules: {
      "n/no-extraneous-import": "error",
      "@typescript-eslint/consistent-type-imports": [
        "error",
        // Heavy modules are imported where they are needed, and so are their types.
        { fixStyle: "inline-type-imports", disallowTypeAnnotations: false },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: false, allowDefaultCaseForExhaustiveSwitch: false },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // A rest that leaves a member out names it `_`.
      "@typescript-eslint/no-unused-vars": [
        "error",
        { varsIgnorePattern: "^_", argsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^_" },
      ],
      complexity: ["error", 12],
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 50, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // The nodes of ts-morph are classes made of mixins, which the rule cannot follow to the class that they are instances of.
    files: ["packages/emitter/src/carried/**"],
    rules: { "@typescript-eslint/no-unsafe-class-instance-assignment": "off" },
  },
  {
    files: [
      "**/*.test.ts",
      "**/testing/**",
      "packages/limbeck/pack/**",
      "scripts/**",
      "benchmarks/**",
      "packages/testkit/**",
    ],
    rules: {
      "max-lines-per-function": "off",
      "n/no-extraneous-import": "off",
      "@typescript-eslint/no-implied-eval": "off",
    },
  },
);
