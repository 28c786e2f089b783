import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { didYouMean } from '../../nearest-name.ts';

const TEST_FILE = /\.test\.(?:ya?ml|json)$/i;
const ENDINGS = ['.test.yaml', '.test.yml', '.test.json'];

export function isTestFile(path: string): boolean {
  return TEST_FILE.test(path);
}

/** `flows/post-create` of `flows/post-create.test.yaml`. */
export function withoutTestEnding(path: string): string {
  return path.replace(TEST_FILE, '');
}

/**
 * The test files that slugs, paths and folders name, as absolute paths, sorted, each once. Throws `TESTS_NOT_FOUND` when a
 * name leads to none.
 */
export function findTestFiles(names: readonly string[], directory: string, cwd: string): string[] {
  const files = names.length === 0 ? testFilesIn(directory) : names.flatMap((name) => filesOf(name, directory, cwd));
  if (files.length > 0) return [...new Set(files)].sort();
  throw new UsageError('TESTS_NOT_FOUND', `There are no tests in ${directory}`, {
    detail: 'The tests of flows/post-create.json stand in flows/post-create.test.yaml.',
  });
}

function filesOf(name: string, directory: string, cwd: string): string[] {
  const path = resolve(cwd, name);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) {
    const files = testFilesIn(path);
    if (files.length > 0) return files;
    throw new UsageError('TESTS_NOT_FOUND', `There are no tests in ${name}`);
  }
  if (stats !== undefined && isTestFile(name)) return [path];
  const base = stats === undefined ? join(directory, name) : path.replace(/\.(?:json|ts)$/i, '');
  const files = ENDINGS.map((ending) => base + ending).filter((file) => existsSync(file));
  if (files.length > 0) return files;
  throw notFound(name, base, directory);
}

function notFound(name: string, base: string, directory: string): UsageError {
  const slugs = testFilesIn(directory).map((file) => basename(withoutTestEnding(file)));
  const hasFlow = existsSync(`${base}.json`) || existsSync(`${base}.ts`);
  return new UsageError(
    'TESTS_NOT_FOUND',
    `There are no tests for "${name}"${hasFlow ? '' : didYouMean(name, slugs)}`,
    {
      detail: hasFlow
        ? `Write them into ${base}.test.yaml.`
        : `There are tests for: ${slugs.slice(0, 20).join(', ') || 'nothing'}.`,
    },
  );
}

function testFilesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : testFilesIn(path);
    }
    return isTestFile(entry.name) && !entry.name.startsWith('.') ? [path] : [];
  });
}
