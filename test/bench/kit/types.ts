/**
 * What the types of `defineFlow` cost the compiler: the same flow of 300 steps as a typed function and as a plain object, each in
 * a project of its own beside an installed package. Run it with `node test/bench/kit/types.ts`; it fails above the goal.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const STEPS = 300;
const ROUNDS = 15;
const GOAL = 1.5;

const root = join(import.meta.dirname, '../../..');
const compiler = join(root, 'node_modules/typescript/bin/tsc');
const folder = mkdtempSync(join(tmpdir(), 'genie-types-'));

/** A step in both spellings; each reads what the one before gives. */
interface Spelling {
  typed: string;
  plain: string;
  /** What the next step reads. */
  result: string;
}

function spell(index: number, before: string): Spelling {
  const key = `r${index}`;
  const step = (type: string, typed: string, plain: string, field: string): Spelling => ({
    typed: `const ${key} = step('${key}', '${type}', { ${typed} });`,
    plain: `{ type: '${type}', result_key: '${key}', config: { ${plain} } },`,
    result: `${key}.${field}`,
  });
  const query = "collection: 'posts', fields: 'id,username', limit: 1";
  const format = "format: { type: 'object', properties: { caption: { type: 'string' } } }";
  switch (index % 4) {
    case 0:
      return step(
        'directus_read',
        `${query}, filter: { by: { _eq: ${before} } }`,
        `${query}, filter: { by: { _eq: '$${before}' } }`,
        'username',
      );
    case 1:
      return step(
        'ollama_generate',
        `prompt: t\`About \${${before}}\`, ${format}`,
        `prompt: 'About $${before}', ${format}`,
        'json.caption',
      );
    case 2:
      return step(
        'http_request',
        `url: t\`https://example.com/\${${before}}\`, method: 'POST'`,
        `url: 'https://example.com/$${before}', method: 'POST'`,
        'body.name',
      );
    default:
      return step(
        'directus_write',
        `collection: 'posts', item: { text: ${before} }`,
        `collection: 'posts', item: { text: '$${before}' }`,
        'id',
      );
  }
}

function writeProjects(): void {
  const head = "slug: 'big', name: 'Big', input: { type: 'object', properties: { topic: { type: 'string' } } }";
  const steps: Spelling[] = [];
  for (let index = 0; index < STEPS; index++) steps.push(spell(index, steps.at(-1)?.result ?? 'input.topic'));
  const last = steps.at(-1)!.result;
  const typed = `import { defineFlow } from 'genie-actions/flow';\nexport default defineFlow({ ${head} }, ({ input, step, t }) => {\n${steps.map((step) => step.typed).join('\n')}\nreturn { last: ${last} };\n});\n`;
  const plain = `export default { ${head}, steps: [\n${steps.map((step) => step.plain).join('\n')}\n], output: { last: '$${last}' } };\n`;
  const options = {
    target: 'es2024',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  };
  for (const [name, text] of Object.entries({ typed, plain })) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'flow.ts'), text);
    writeFileSync(join(folder, name, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['*.ts'] }));
  }
}

/** The package as it is published, as far as the compiler reads it. */
function installPackage(): void {
  const modules = join(folder, 'node_modules');
  const installed = join(modules, 'genie-actions');
  mkdirSync(installed, { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')).filter((entry) => !entry.startsWith('.'))) {
    if (name !== 'genie-actions') symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  writeFileSync(join(installed, 'package.json'), readFileSync(join(root, 'package.json')));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const build = ['-p', join(root, '.config/tsconfig.build.json'), '--outDir', join(installed, 'dist')];
  spawnSync(process.execPath, [compiler, ...build, '--emitDeclarationOnly']);
}

/** In milliseconds, the whole process. */
function checkMs(name: string): number {
  const startedAt = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', join(folder, name)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The project does not type-check:\n${stdout.slice(0, 2_000)}`);
  return performance.now() - startedAt;
}

try {
  writeProjects();
  installPackage();
  const best = { typed: Number.POSITIVE_INFINITY, plain: Number.POSITIVE_INFINITY };
  for (let round = 0; round < ROUNDS; round++) {
    best.plain = Math.min(best.plain, checkMs('plain'));
    best.typed = Math.min(best.typed, checkMs('typed'));
  }
  const ratio = best.typed / best.plain;
  console.log(
    `${STEPS} steps: plain ${best.plain.toFixed(0)} ms, typed ${best.typed.toFixed(0)} ms, ratio ${ratio.toFixed(2)}`,
  );
  if (ratio > GOAL) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
