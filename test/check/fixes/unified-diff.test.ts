import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../../src/check/fixes/index.ts';

const lines = (count: number, changed: readonly number[] = []) =>
  Array.from({ length: count }, (_, index) => `line ${index}${changed.includes(index) ? ' changed' : ''}\n`).join('');

const texts: [string, string, string][] = [
  ['a change in the middle', lines(20), lines(20, [10])],
  ['two changes near each other', lines(30), lines(30, [10, 15])],
  ['two changes far from each other', lines(60), lines(60, [10, 40])],
  ['a change at both ends', lines(20), lines(20, [0, 19])],
  ['a new last line', 'a\n', 'a\nb\n'],
  ['a lost line break at the end', 'a\nb\n', 'a\nb'],
  ['a first text', '', 'a\nb\n'],
  ['no text any more', 'a\n', ''],
  ['a moved line', 'a\nb\nc\nd\ne\nf\n', 'b\nc\nd\ne\na\nf\n'],
  ['line breaks of Windows', 'a\r\nb\r\n', 'a\r\nc\r\n'],
];

describe('a unified diff', () => {
  it('is empty for equal texts', () => {
    expect(unifiedDiff('a\n', 'a\n', 'flows/a.json')).toBe('');
  });

  it('names the file and the lines', () => {
    expect(unifiedDiff('{\n  "a": 1\n}\n', '{\n  "b": 1\n}\n', 'flows/a.json')).toBe(
      '--- a/flows/a.json\n+++ b/flows/a.json\n@@ -1,3 +1,3 @@\n {\n-  "a": 1\n+  "b": 1\n }\n',
    );
  });

  it.each(texts)('of %s is what git can apply', (_name, before, after) => {
    const folder = mkdtempSync(join(tmpdir(), 'diff-'));
    try {
      execFileSync('git', ['init', '-q', folder]);
      writeFileSync(join(folder, 'a.txt'), before);
      const input = unifiedDiff(before, after, 'a.txt');
      const applied = spawnSync('git', ['apply', '--unidiff-zero', '-'], { cwd: folder, input, encoding: 'utf8' });
      expect(applied.stderr).toBe('');
      expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe(after);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('of a large text takes no time to speak of', () => {
    const before = lines(80_000);
    const [near, other] = [lines(80_000, [1, 79_000]), before.replaceAll('line', 'row')];
    const started = performance.now();
    expect(unifiedDiff(before, near, 'a').split('\n@@')).toHaveLength(3);
    expect(unifiedDiff(before, other, 'a').split('\n@@')).toHaveLength(2);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
