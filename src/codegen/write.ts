// `npm run generate` writes the generated files; with `-- --check` it only says which are stale, and fails.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createCatalogue } from '../catalogue.ts';
import { builtInSteps } from '../steps/index.ts';
import { GENERATED_FOLDERS, generatedFiles } from './generated-files.ts';

/** Fewer mean that the list of step types was not read. */
const LEAST_TYPES = 34;

const root = path.resolve(import.meta.dirname, '../..');
const isCheck = process.argv.includes('--check');

const catalogue = createCatalogue(builtInSteps);
const files = generatedFiles(catalogue);
const changes: string[] = [];

for (const [name, text] of files) {
  const file = path.join(root, name);
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) continue;
  changes.push(`stale: ${name}`);
  if (isCheck) continue;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

for (const name of await leftOverFiles()) {
  changes.push(`left over: ${name}`);
  if (!isCheck) await rm(path.join(root, name));
}

for (const change of changes)
  console.error(isCheck ? change : change.replace('stale', 'written').replace('left over', 'removed'));
console.error(
  `${catalogue.types.length} step types, ${files.size} files, ${changes.length} ${isCheck ? 'to change' : 'changed'}`,
);
if (catalogue.types.length < LEAST_TYPES) {
  console.error(`At least ${LEAST_TYPES} step types were expected.`);
  process.exitCode = 1;
} else if (isCheck && changes.length > 0) {
  console.error('Run `npm run generate` and commit the result.');
  process.exitCode = 1;
}

async function leftOverFiles(): Promise<string[]> {
  const found: string[] = [];
  for (const folder of GENERATED_FOLDERS) {
    const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const name = `${folder}/${entry.name}`;
      if (entry.isFile() && !files.has(name)) found.push(name);
    }
  }
  return found;
}
