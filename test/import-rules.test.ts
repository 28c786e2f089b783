import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { MAY_IMPORT } from '../oxlint.config.ts';

const source = resolve(import.meta.dirname, '../src');

/** The row of the table that a file or folder of src/ belongs to: its first path segment, without the extension. */
const rowOf = (path: string) => path.split('/')[0]!.replace(/\.ts$/, '');

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

test('every folder and file of src has a row in the table of imports, and every row is one of them', () => {
  const rows = new Set(files.map(rowOf));
  rows.delete('cli');
  expect([...rows].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
});

test('no file imports what its row does not allow', () => {
  const imports = files.flatMap((file) =>
    importsOf(file).map((target) => ({ file, from: rowOf(file), target, to: rowOf(target) })),
  );
  expect(imports.length).toBeGreaterThan(500);
  const forbidden = imports.filter(({ from, to }) => from !== 'cli' && from !== to && !MAY_IMPORT[from]!.includes(to));
  expect(forbidden).toEqual([]);
});

/** The files of src that a file imports, relative to src. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(source, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, specifier]) => specifier!);
  return specifiers.map((specifier) => relative(source, resolve(source, file, '..', specifier)));
}
