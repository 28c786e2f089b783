/** What commander asks for and this command does not need at its start: both modules take longer to load than commander. */
const LIGHT_MODULES = {
  'node:child_process': 'export default {};',
  'node:process': 'export default globalThis.process;',
};
/** It uses all of zod, which would make the part of it that every run loads twice as large. */
const isOfStagehand = (id, importer) =>
  id === '@browserbasehq/stagehand' || (/^zod\b/.test(id) && /\/adapters\/stagehand-browser\//.test(importer ?? ''));
const isOfCommander = (importer) => importer?.includes('/node_modules/commander/') ?? false;

/** What the checker knows of the built-in step types without loading them: neither zod nor an executor. */
const FACTS =
  /\/dist\/(step\/(setting-problem|built-in)|operations\/(step-behaviours|answer-type|format|remember-few|short-form|browser-action-facts|extract-type|directus-operations|directus-query|item-type|http-behaviour|loop-behaviour|ollama-operations|read-problems|transform-behaviour))\.js/;

/**
 * Every file of a chunk costs a look-up and a compilation, so what runs together is loaded together.
 * A chunk imports only those above it: `check` is `lint` as a whole, and a part of `run`.
 */
const CHUNKS = [
  {
    name: 'shared',
    test: /\/dist\/((json|nearest-name)\.js|cli\/(interruption|events-file|choose-name|duration|json-argument|flow-reference|short-path)\.js|flow\/(nested-steps|json-position)\.js|check\/suppressions\/matches-file\.js)/,
  },
  {
    name: 'check',
    test: new RegExp(
      `${/\/dist\/(check\/(?!fingerprint|suppressions\/baseline)|facts\/|flow\/|expression\/)/.source}|${FACTS.source}`,
    ),
  },
  {
    name: 'config',
    test: /\/dist\/config\/(load-config|find-config-file|read-config-file|join-settings|environment|targets)\.js/,
  },
  {
    name: 'lint',
    test: /\/dist\/(report\/(lint-report|report-formats)|cli\/(handlers\/lint|lint\/(check-sources|choose-sources|find-sources|create-linter|fragment|overrides|rule-flags|lint-flags|lint-outcome|lint-run|replace-file|open-linter|project-check|print-report)))\.js/,
  },
  { name: 'pretty', test: /\/dist\/report\/(pretty\/|source-lines|visible-text)/ },
  {
    name: 'core',
    test: /\/dist\/(engine|runner|steps|operations|secrets|ports|step|catalogue)\b|\/node_modules\/zod\//,
  },
  { name: 'json-schema', test: /\/node_modules\/(ajv|ajv-formats|fast-uri|fast-deep-equal|json-schema-traverse)\// },
  {
    name: 'local',
    test: /\/dist\/adapters\/(system-clock|flow-file|flow-folder|flow-listing|memory-cache|embedded-directus\/local-user)|\/node_modules\/ulid\//,
  },
  { name: 'terminal', test: /\/dist\/cli\/render\/(palette|table|fit-text|json-text)\.js|\/node_modules\/chalk\// },
  {
    name: 'sync',
    test: /\/dist\/(sync\/|adapters\/(directus-flows|flow-files|sync-bases|atomic-files)\/|cli\/(handlers\/(push|pull|status|diff)\.js|render\/sync-|sync\/(?!lint|ask|settle-conflict|sync-options)))/,
  },
  {
    name: 'run',
    test: /\/dist\/(config|cli\/(handlers\/run\.js|perform-run|open-project|lazy-ports|render|single-step|stub-names|store-remarks|state-folder))/,
  },
];

/** The library of expressions is loaded in the middle of something, with the first expression: one file, not fourteen. */
const CEL = '@marcbachmann/cel-js';
const celFile = {
  input: CEL,
  platform: 'node',
  output: { file: 'dist/command/cel.cjs', format: 'cjs', minify: true, keepNames: true },
};
const celFromFile = {
  name: 'cel-from-file',
  transform: (code, id) =>
    id.endsWith('/expression/cel/load-cel.js') ? code.replace(`'${CEL}'`, "'./cel.cjs'") : null,
};

/**
 * To import a module of Node makes all of its exports, also those that nobody asked for: of `node:fs` alone its promises, its
 * streams and what those are made of, 7 ms at each start. Asked for in this way it is only what it is.
 */
const IMPORT_OF_NODE =
  /import(?:\s*\*\s*as\s*(?<namespace>[\w$]+)|\s+(?<whole>[\w$]+))?\s*,?\s*(?:\{(?<names>[^}]*)\})?\s*from\s*["'](?<id>node:[\w/]+)["'];?/g;
const plainNodeModules = {
  name: 'plain-node-modules',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk')
        chunk.code = chunk.code.replaceAll(IMPORT_OF_NODE, (...found) => declarationOf(found.at(-1)));
    }
  },
};

function declarationOf({ namespace, whole, names, id }) {
  const targets = [namespace, whole, names && `{${names.replaceAll(/\s+as\s+/g, ':')}}`].filter(Boolean);
  return targets.map((target) => `const ${target}=process.getBuiltinModule("${id}");`).join('');
}

// The command's entry is bundled for start-up time only; the library in dist/ stays as tsc wrote it.
const command = {
  input: { main: 'dist/cli/main.js' },
  platform: 'node',
  external: (id, importer) =>
    (id.startsWith('node:') && !(id in LIGHT_MODULES && isOfCommander(importer))) || isOfStagehand(id, importer),
  plugins: [
    celFromFile,
    plainNodeModules,
    {
      name: 'light-commander',
      resolveId: (id, importer) => (id in LIGHT_MODULES && isOfCommander(importer) ? `\0light:${id}` : null),
      load: (id) => LIGHT_MODULES[id.replace('\0light:', '')] ?? null,
    },
  ],
  output: {
    dir: 'dist/command',
    format: 'esm',
    minify: true,
    keepNames: true,
    chunkFileNames: '[name]-[hash].js',
    codeSplitting: { groups: CHUNKS, includeDependenciesRecursively: false },
  },
};

export default [command, celFile];
