import { mkdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BlockQueue } from '../../../src/cli/lint/block-queue.ts';
import { checkTogether, type SharedCheck } from '../../../src/cli/lint/check-together.ts';
import { createLinter } from '../../../src/cli/lint/create-linter.ts';
import { findSources } from '../../../src/cli/lint/find-sources.ts';
import { LintRun } from '../../../src/cli/lint/lint-run.ts';
import type { SharedOptions } from '../../../src/cli/lint/lint-threads.ts';
import { builtInFacts } from '../../../src/facts/index.ts';
import { cleanFlowText } from '../../check/mutants/clean-flow.ts';
import { folder } from '../command.ts';

const COUNT = 120;

/** Flows of which every third has a mistake and two share a slug, a file that is no flow, and one that is long and broken. */
function flows(): string {
  const root = folder();
  mkdirSync(join(root, 'flows'));
  for (let seed = 0; seed < COUNT; seed++) {
    const text = cleanFlowText(seed === 70 ? 10 : seed);
    const written = seed % 3 === 0 ? text.replace('"directus_read"', '"directus_raed"') : text;
    writeFileSync(join(root, `flows/generated-${seed}.json`), written);
  }
  writeFileSync(join(root, 'flows/other.json'), '{ "steps": 1, "rows": [] }');
  writeFileSync(join(root, 'flows/long.json'), `{ "steps": [], "note": "${'long '.repeat(50_000)}`);
  return root;
}

function setup(root: string) {
  const options: SharedOptions = {
    settings: {
      root,
      lint: { overrides: [{ files: 'flows/generated-3.json', rules: { 'step/unknown-type': 'info' } }] },
    },
    project: {},
    preset: 'strict',
    rules: { severities: {}, only: undefined },
    isFragment: false,
  };
  const lint = createLinter({ ...options, catalogue: builtInFacts() });
  const told: string[] = [];
  const run = new LintRun({ lint, fix: undefined, isDryRun: false, onChecked: (file) => told.push(file) });
  const { sources } = findSources([join(root, 'flows')], root);
  const check = (how: Pick<SharedCheck, 'threads' | 'takesPart'>) =>
    checkTogether(run, sources, { lint, options, onProgress: () => {}, ...how });
  return { run, lint, options, sources, told, check };
}

const results = ({ files, diagnostics, suppressed, unreadable }: LintRun) => ({
  files,
  diagnostics,
  suppressed,
  unreadable,
});

describe('documents in several threads', () => {
  it.each([
    { threads: 2, takesPart: false },
    { threads: 1, takesPart: true },
    { threads: 0, takesPart: true },
    { threads: 0, takesPart: false },
  ])(
    'give what they give in one: %o',
    async (how) => {
      const root = flows();
      const alone = setup(root);
      for (const source of alone.sources) alone.run.add(source);
      const together = setup(root);
      await together.check(how);
      expect(together.run.files).toHaveLength(COUNT + 2);
      expect(JSON.stringify(results(together.run))).toBe(JSON.stringify(results(alone.run)));
      expect(together.told).toEqual(['flows/generated-10.json', 'flows/generated-70.json']);
    },
    60_000,
  );

  it('are checked in this one where no other can start', async () => {
    const { run, lint, options, sources } = setup(flows());
    const cannotBeSent = { ...options, project: { context: { of: (() => 0) as unknown as string } } };
    await checkTogether(run, sources, {
      lint,
      options: cannotBeSent,
      threads: 2,
      takesPart: false,
      onProgress: () => {},
    });
    expect(run.files).toHaveLength(COUNT + 2);
  }, 60_000);

  it('may go while they are checked', async () => {
    const root = flows();
    const { run, sources, check } = setup(root);
    unlinkSync(sources[5]!.path!);
    await check({ threads: 2, takesPart: false });
    expect(run.files).toHaveLength(COUNT + 1);
    expect(run.unreadable).toMatchObject([{ file: sources[5]!.file }]);
  }, 60_000);
});

describe('a queue of blocks', () => {
  it('gives each block to one worker', () => {
    const queue = BlockQueue.over(120);
    expect([queue.take(1), queue.take(2), queue.take(1), queue.take(2)]).toEqual([0, 1, 2, undefined]);
    expect([queue.isTakenBy(2, 1), queue.hasTakenAny(1), queue.hasTakenAny(3), queue.taken]).toEqual([
      true,
      true,
      false,
      3,
    ]);
  });
});
