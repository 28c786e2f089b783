// `npm run generate` writes the generated files; with `-- --check` it only says which are stale, and fails.
import path from 'node:path';
import { createCatalogue } from '../catalogue.ts';
import { builtInSteps } from '../steps/index.ts';
import { GENERATED_FOLDERS, generatedFiles } from './generated-files.ts';
import { syncFiles } from './sync-files.ts';

/** Fewer mean that the list of step types was not read. */
const LEAST_TYPES = 34;

const isCheck = process.argv.includes('--check');
const catalogue = createCatalogue(builtInSteps);
const files = generatedFiles(catalogue);
const root = path.resolve(import.meta.dirname, '../..');

if (catalogue.types.length < LEAST_TYPES) {
  console.error(`Only ${catalogue.types.length} step types were found; at least ${LEAST_TYPES} are built in.`);
  process.exitCode = 1;
} else {
  const { stale, leftOver } = await syncFiles({ files, folders: GENERATED_FOLDERS, root, isCheck });
  const changes = stale.length + leftOver.length;
  for (const name of stale) console.error(`${isCheck ? 'stale' : 'written'}: ${name}`);
  for (const name of leftOver) console.error(`${isCheck ? 'left over' : 'removed'}: ${name}`);
  console.error(
    `${catalogue.types.length} step types, ${files.size} files, ${changes} ${isCheck ? 'to change' : 'changed'}`,
  );
  if (isCheck && changes > 0) {
    console.error('Run `npm run generate` and commit the result.');
    process.exitCode = 1;
  }
}
