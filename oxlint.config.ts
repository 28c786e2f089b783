import { defineConfig, type OxlintOverride } from 'oxlint';

/** Who may import whom: a folder or file of src/, and the folders and files that it may import besides itself. */
export const MAY_IMPORT: Record<string, readonly string[]> = {
  errors: [],
  json: [],
  'nearest-name': [],
  'json-schema': ['errors', 'json', 'nearest-name'],
  ports: ['errors', 'json'],
  expression: ['errors', 'json', 'nearest-name'],
  flow: ['errors', 'json', 'nearest-name', 'expression'],
  intercept: ['errors'],
  secrets: ['errors', 'json'],
  step: ['ports', 'errors', 'json', 'expression'],
  catalogue: ['step', 'ports', 'errors', 'json', 'nearest-name'],
  operations: ['step', 'ports', 'errors', 'json', 'json-schema', 'expression'],
  steps: ['step', 'operations', 'ports', 'errors', 'json', 'json-schema'],
  facts: ['step', 'catalogue', 'operations', 'ports', 'errors', 'json', 'json-schema', 'expression'],
  engine: [
    'step',
    'catalogue',
    'flow',
    'expression',
    'ports',
    'secrets',
    'errors',
    'json',
    'json-schema',
    'nearest-name',
  ],
  check: ['facts', 'step', 'catalogue', 'flow', 'expression', 'errors', 'json', 'json-schema', 'nearest-name'],
  report: ['check', 'errors', 'json'],
  runner: [
    'steps',
    'engine',
    'check',
    'facts',
    'catalogue',
    'step',
    'flow',
    'ports',
    'secrets',
    'errors',
    'json',
    'json-schema',
    'nearest-name',
  ],
  prompt: [
    'runner',
    'engine',
    'check',
    'facts',
    'flow',
    'expression',
    'step',
    'catalogue',
    'operations',
    'ports',
    'errors',
    'json',
    'json-schema',
  ],
  dispatch: ['runner', 'engine', 'intercept', 'ports', 'errors', 'json', 'nearest-name'],
  worker: [
    'runner',
    'engine',
    'check',
    'flow',
    'secrets',
    'step',
    'catalogue',
    'ports',
    'errors',
    'json',
    'json-schema',
  ],
  lsp: ['check', 'facts', 'flow', 'expression', 'step', 'catalogue', 'ports', 'errors', 'json', 'nearest-name'],
  codegen: [
    'runner',
    'engine',
    'check',
    'report',
    'facts',
    'operations',
    'flow',
    'expression',
    'step',
    'steps',
    'catalogue',
    'ports',
    'errors',
    'json',
  ],
  adapters: ['ports', 'secrets', 'errors', 'json', 'json-schema', 'nearest-name'],
  setup: ['ports', 'errors', 'json'],
  sync: ['flow', 'ports', 'errors', 'json', 'nearest-name'],
  kit: [
    'operations',
    'runner',
    'engine',
    'check',
    'facts',
    'flow',
    'expression',
    'step',
    'steps',
    'catalogue',
    'ports',
    'secrets',
    'errors',
    'json',
    'json-schema',
    'nearest-name',
  ],
  config: ['errors', 'ports', 'json', 'nearest-name'],
  testing: ['kit', 'adapters', 'steps', 'step', 'catalogue', 'errors', 'json'],
  index: [
    'errors',
    'json',
    'step',
    'catalogue',
    'steps',
    'ports',
    'flow',
    'expression',
    'check',
    'facts',
    'report',
    'engine',
    'runner',
    'intercept',
    'prompt',
    'dispatch',
    'config',
    'kit',
    'sync',
  ],
};

const CLI_ONLY = ['commander', 'chalk', '@clack/prompts', 'log-update'];
const ADAPTERS_ONLY = [
  '@directus/sdk',
  'ollama',
  '@browserbasehq/stagehand',
  'bullmq',
  'ioredis',
  'undici',
  'node:sqlite',
];

const everything = [...Object.keys(MAY_IMPORT), 'cli'];

/** Rows that are one file: they name their neighbours with "./". */
const SINGLE_FILES = ['errors', 'json', 'nearest-name', 'json-schema', 'step', 'catalogue', 'testing', 'index'];

const folderRules = Object.entries(MAY_IMPORT).map(([folder, allowed]): OxlintOverride => {
  const forbidden = everything.filter((name) => name !== folder && !allowed.includes(name)).join('|');
  const prefix = ['json-schema', 'step'].includes(folder)
    ? '(\\./|(\\.\\./)+)'
    : SINGLE_FILES.includes(folder)
      ? '\\./'
      : '(\\.\\./)+';
  return {
    files: [`src/${folder}.ts`, `src/${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [...CLI_ONLY, ...(folder === 'adapters' ? [] : ADAPTERS_ONLY)],
          patterns: [
            {
              regex: `^${prefix}(${forbidden})(/|\\.ts$)`,
              message: `src/${folder} may import only ${allowed.join(', ') || 'nothing'}.`,
            },
          ],
        },
      ],
    },
  };
});

/** Outside of the command line and its configuration, only these may touch the process. */
const PROCESS_USERS = [
  'src/adapters/media-tools/find-tools.ts',
  'src/adapters/media-tools/run-tool.ts',
  'src/adapters/open-database.ts',
  'src/adapters/sqlite-journal/run-owner.ts',
  'src/adapters/stagehand-browser/browser-process.ts',
  'src/codegen/write.ts',
];

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'oxc', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  rules: {
    'max-lines': ['error', { max: 250 }],
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'no-console': 'error',
    'no-shadow': 'off',
    'no-await-in-loop': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/no-unnecessary-condition': 'off',
    'import/no-unassigned-import': 'off',
    'typescript/consistent-return': 'off',
    'require-yield': 'off',
    // "then" is a key of the flow language.
    'unicorn/no-thenable': 'off',
    'import/no-named-as-default-member': 'off',
  },
  overrides: [
    ...folderRules,
    { files: ['src/**'], rules: { 'no-restricted-globals': ['error', 'process'] } },
    { files: ['src/cli/**', 'src/config/**', ...PROCESS_USERS], rules: { 'no-restricted-globals': 'off' } },
    {
      files: ['test/**'],
      rules: {
        'max-lines': 'off',
        'vitest/require-mock-type-parameters': 'off',
        'vitest/no-conditional-expect': 'off',
        'vitest/valid-expect': ['error', { maxArgs: 2 }],
        'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'fc.assert', 'assert'] }],
      },
    },
    { files: ['src/cli/**', 'test/bench/**', 'src/codegen/write.ts'], rules: { 'no-console': 'off' } },
    {
      files: ['oxlint.config.ts', 'vitest.config.ts', 'test/**/*.config.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
  ],
});
