import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import type { FlowFile, FlowRow, SyncBase } from '../../src/ports/index.ts';
import { planSync, stopsRun, type AllSides, type PlanOptions } from '../../src/sync/index.ts';
import { nestedList } from './any-document.ts';
import { documentOf } from './cases.ts';

const pathOf = (slug: string) => `/flows/${slug}.json`;
const push: PlanOptions = { direction: 'push', pathOf };
const pull: PlanOptions = { direction: 'pull', pathOf };

function file(
  slug: string,
  document: JsonObject | undefined = documentOf('base', slug),
  path = pathOf(slug),
): FlowFile {
  return { path, slug, text: '', document };
}

function row(slug: string, document = documentOf('base', slug), id: number | string = 1): FlowRow {
  return { id, slug, updatedAt: undefined, document };
}

function base(slug: string, document = documentOf('base', slug), isHeldInactive = false): [string, SyncBase] {
  return [slug, { slug, document, isHeldInactive }];
}

function all({ bases = [], ...sides }: Partial<Omit<AllSides, 'bases'>> & { bases?: [string, SyncBase][] }): AllSides {
  return { files: [], rows: [], ...sides, bases: new Map(bases) };
}

describe('flows that cannot be used', () => {
  test.each([
    ['two rows', all({ rows: [row('a', undefined, 3), row('a', undefined, 4)] }), '2 rows have this slug: 3, 4'],
    ['two files', all({ files: [file('a'), file('a', undefined, '/flows/b.json')] }), '/flows/a.json, /flows/b.json'],
    ['a file with a problem', all({ files: [{ ...file('a'), problem: 'cut off' }] }), 'cut off'],
    ['a file that is no object', all({ files: [{ ...file('a'), document: undefined }] }), 'not a JSON object'],
    ['a file without a slug', all({ files: [file('a', { name: 'A' })] }), 'write "slug": "a"'],
    ['a path as slug', all({ rows: [row('../../etc/passwd')] }), 'the row 1 has a slug that is not one'],
    ['no slug', all({ rows: [row('')] }), 'the row 1 has a slug that is not one'],
    ['a file that is named after nothing', all({ files: [file('My Flow')] }), '/flows/My Flow.json has a slug'],
    [
      'a base that was edited',
      { ...all({ files: [file('a')], rows: [row('a')] }), baseProblems: new Map([['a', 'edited by hand']]) },
      'edited by hand',
    ],
    [
      'a document without end',
      all({ files: [file('a')], rows: [row('a', { slug: 'a', steps: nestedList(10_000) })] }),
      'the row is nested deeper than 200 levels',
    ],
  ])('%s', (_name, sides, problem) => {
    for (const direction of ['push', 'pull'] as const) {
      for (const resolution of [undefined, 'local', 'remote', 'merge'] as const) {
        const prune = new Set(['a', '', '../../etc/passwd', 'My Flow']);
        const [plan] = planSync(sides, { direction, pathOf: refusePath, resolve: () => resolution, prune });
        expect(plan).toMatchObject({ state: 'unusable', action: { kind: 'none' } });
        expect(plan!.problem).toContain(problem);
        expect(stopsRun(plan!)).toBe(true);
      }
    }
  });

  test('a new file whose place is taken by another flow', () => {
    const [, taken] = planSync(all({ files: [file('x', documentOf('A', 'x'), pathOf('y'))], rows: [row('y')] }), pull);
    expect(taken).toMatchObject({ slug: 'y', state: 'unusable', action: { kind: 'none' } });
    expect(taken!.problem).toBe('its file would be /flows/y.json, which holds the flow "x"');
  });

  function refusePath(): string {
    throw new Error('an unusable flow has no path');
  }
});

describe('all flows together', () => {
  test('are planned in the order of their slugs, each once', () => {
    const sides = all({ files: [file('c'), file('a')], rows: [row('b'), row('a')], bases: [base('d'), base('a')] });
    expect(planSync(sides, push).map(({ slug, state }) => `${slug} ${state}`)).toEqual([
      'a in-step',
      'b remote-new',
      'c local-new',
      'd gone',
    ]);
    expect(planSync(all({}), push)).toEqual([]);
  });

  test('new files get the $schema that most other files have', () => {
    const withSchema = ($schema: string, slug: string) => file(slug, { ...documentOf('base', slug), $schema });
    const files = [withSchema('one', 'a'), withSchema('two', 'b'), withSchema('two', 'c'), file('d')];
    const textOf = (sides: AllSides, options = pull) => {
      const { action } = planSync(sides, options).find(({ slug }) => slug === 'new')!;
      return action.kind === 'create-file' ? action.text : action.kind;
    };
    expect(textOf(all({ files, rows: [row('new')] }))).toMatch(/^\{\n {2}"\$schema": "two",\n {2}"slug": "new",\n/);
    expect(textOf(all({ files: [file('d')], rows: [row('new')] }))).toMatch(/^\{\n {2}"slug": "new",\n/);
    expect(textOf(all({ files, rows: [row('new')] }), { ...pull, schemaOfNewFiles: 'mine' })).toContain('"mine"');
  });

  test('a file that is changed keeps its $schema and $lint', () => {
    const $lint = { off: ['x'] };
    const local = file('a', { $lint, ...documentOf('base', 'a'), $schema: 's' });
    const [plan] = planSync(all({ files: [local], rows: [row('a', documentOf('A', 'a'))], bases: [base('a')] }), pull);
    expect(plan!.action.kind).toBe('update-file');
    const text = plan!.action.kind === 'update-file' ? plan!.action.text : '';
    expect(JSON.parse(text)).toEqual({ $schema: 's', ...documentOf('A', 'a'), $lint });
    expect(plan!.nextBase?.document).toEqual(documentOf('A', 'a'));
  });

  test('a file whose value did not change is not written, whatever its formatting and editor keys', () => {
    const local = file('a', { $schema: 's', confirm: false, description: 'Says hello.', ...documentOf('base', 'a') });
    const [plan] = planSync(all({ files: [local], rows: [row('a')], bases: [base('a')] }), pull);
    expect(plan).toMatchObject({ state: 'in-step', action: { kind: 'none' }, changes: [] });
  });

  test('an update sends only the columns that differ from the row', () => {
    const sides = all({ files: [file('a', documentOf('A', 'a'))], rows: [row('a')], bases: [base('a')] });
    const [plan] = planSync(sides, push);
    const { description, steps } = documentOf('A', 'a');
    expect(plan!.action).toEqual({
      kind: 'update-row',
      changes: { description, steps },
      document: documentOf('A', 'a'),
    });
  });

  test('a thousand flows that did not change are planned quickly', () => {
    const slugs = Array.from({ length: 1000 }, (_, index) => `flow-${index}`);
    const long = Array.from({ length: 25 }, (_, index) => ({
      type: 'log',
      name: `s${index}`,
      message: 'x'.repeat(99),
    }));
    const make = (slug: string) => ({ ...documentOf('base', slug), output_schema: { steps: structuredClone(long) } });
    const sides = all({
      files: slugs.map((slug) => file(slug, make(slug))),
      rows: slugs.map((slug) => row(slug, make(slug))),
      bases: slugs.map((slug) => base(slug, make(slug))),
    });
    const times = Array.from({ length: 10 }, () => {
      const start = performance.now();
      expect(planSync(sides, push).every(({ state }) => state === 'in-step')).toBe(true);
      return performance.now() - start;
    });
    // About 10 ms on a machine with nothing else to do.
    expect(Math.min(...times)).toBeLessThan(500);
  });
});

describe('a row that is held inactive', () => {
  const inactive = (version: 'base' | 'A') => ({ ...documentOf(version, 'a'), active: false });
  const held = base('a', undefined, true);

  test('is created so, while the base says what the file says', () => {
    const [plan] = planSync(all({ files: [file('a')] }), { ...push, isInactive: true });
    expect(plan!.action).toEqual({ kind: 'create-row', document: inactive('base'), isHeldInactive: true });
    expect(plan!.nextBase).toEqual(held[1]);
  });

  test('is not held when the file says so itself', () => {
    const [plan] = planSync(all({ files: [file('a', inactive('base'))] }), { ...push, isInactive: true });
    expect(plan!.nextBase).toEqual({ slug: 'a', document: inactive('base'), isHeldInactive: false });
  });

  test('is in step with a file that is active', () => {
    const [plan] = planSync(all({ files: [file('a')], rows: [row('a', inactive('base'))], bases: [held] }), push);
    expect(plan).toMatchObject({ state: 'in-step', action: { kind: 'none' } });
  });

  test('stays so when the file changes elsewhere', () => {
    const sides = all({ files: [file('a', documentOf('A', 'a'))], rows: [row('a', inactive('base'))], bases: [held] });
    const [plan] = planSync(sides, push);
    const { description, steps } = documentOf('A', 'a');
    expect(plan!.action).toEqual({ kind: 'update-row', changes: { description, steps }, document: inactive('A') });
    expect(plan!.nextBase).toEqual({ slug: 'a', document: documentOf('A', 'a'), isHeldInactive: true });
  });

  test('does not make the file inactive when the row changes elsewhere', () => {
    const sides = all({ files: [file('a')], rows: [row('a', inactive('A'))], bases: [held] });
    const [plan] = planSync(sides, pull);
    expect(plan!.action.kind === 'update-file' && JSON.parse(plan!.action.text)).toEqual(documentOf('A', 'a'));
    expect(plan!.nextBase).toEqual({ slug: 'a', document: documentOf('A', 'a'), isHeldInactive: true });
  });

  test('is held no more when somebody makes it active', () => {
    const [plan] = planSync(all({ files: [file('a')], rows: [row('a')], bases: [held] }), push);
    expect(plan).toMatchObject({ state: 'alike', action: { kind: 'write-base' }, nextBase: { isHeldInactive: false } });
  });

  test('is held no more when the file says inactive, and nothing is sent for it', () => {
    const sides = all({ files: [file('a', inactive('base'))], rows: [row('a', inactive('base'))], bases: [held] });
    const [alike] = planSync(sides, push);
    expect(alike).toMatchObject({ state: 'alike', action: { kind: 'write-base' } });
    expect(alike!.nextBase).toEqual({ slug: 'a', document: inactive('base'), isHeldInactive: false });

    const changed = { ...sides, files: [file('a', inactive('A'))] };
    const [plan] = planSync(changed, push);
    expect(plan!.state).toBe('local-changed');
    const { description, steps } = documentOf('A', 'a');
    expect(plan!.action).toMatchObject({ kind: 'update-row', changes: { description, steps } });
    expect(plan!.nextBase).toEqual({ slug: 'a', document: inactive('A'), isHeldInactive: false });
  });

  test('stays so when it is created again', () => {
    const [plan] = planSync(all({ files: [file('a')], bases: [held] }), { ...push, resolve: () => 'local' });
    expect(plan!.action).toEqual({ kind: 'create-row', document: inactive('base'), isHeldInactive: true });
  });

  test('stays so through a merge, on the row only', () => {
    const sides = all({
      files: [file('a', documentOf('A', 'a'))],
      rows: [row('a', { ...documentOf('B', 'a'), active: false })],
      bases: [held],
    });
    const [plan] = planSync(sides, { ...push, resolve: () => 'merge' });
    expect(plan!.action).toMatchObject({
      kind: 'merge-both',
      document: { ...documentOf('merged', 'a'), active: false },
    });
    expect(plan!.action).not.toHaveProperty('changes.active');
    expect(plan!.action.kind === 'merge-both' && JSON.parse(plan!.action.text)).toEqual(documentOf('merged', 'a'));
    expect(plan!.nextBase).toEqual({ slug: 'a', document: documentOf('merged', 'a'), isHeldInactive: true });
  });
});

describe('what is told of a conflict', () => {
  const told = (sides: AllSides) =>
    planSync(sides, push)[0]!.changes.map(({ side, kind, what }) => `${side} ${kind} ${what}`);
  const files = [file('a', documentOf('A', 'a'))];
  const rows = [row('a', documentOf('B', 'a'))];

  test('are the changes of each side', () => {
    expect(told(all({ files, rows, bases: [base('a')] }))).toEqual([
      'local changed description',
      'local changed step "greet": message',
      'remote changed step "pause": ms',
      'remote added step "farewell"',
      'remote added timeout_ms',
    ]);
    expect(told(all({ files, bases: [base('a')] }))).toEqual([
      'local changed description',
      'local changed step "greet": message',
      'remote removed the flow',
    ]);
  });

  test('without a base are both values of what differs', () => {
    const [plan] = planSync(
      all({ files: [file('a')], rows: [row('a', { ...documentOf('A', 'a'), timeout_ms: 1 })] }),
      push,
    );
    const { description, timeout_ms } = Object.fromEntries(plan!.changes.map((change) => [change.what, change]));
    expect(description).toEqual({
      side: 'both',
      kind: 'changed',
      what: 'description',
      pointer: '/description',
      after: 'Says hello.',
      afterRemote: 'Says good morning.',
    });
    expect(timeout_ms).toEqual({
      side: 'both',
      kind: 'removed',
      what: 'timeout_ms',
      pointer: '/timeout_ms',
      afterRemote: 1,
    });
  });
});

describe('merging changes that the other side has already', () => {
  const both = { ...documentOf('merged', 'a') };
  const merge = { resolve: () => 'merge' as const };

  test('a row that has all of them is left alone', () => {
    const sides = all({ files: [file('a', documentOf('A', 'a'))], rows: [row('a', both)], bases: [base('a')] });
    expect(planSync(sides, { ...push, ...merge })[0]!.action.kind).toBe('update-file');
  });

  test('a file that has all of them is left alone', () => {
    const sides = all({ files: [file('a', both)], rows: [row('a', documentOf('A', 'a'))], bases: [base('a')] });
    expect(planSync(sides, { ...push, ...merge })[0]!.action.kind).toBe('update-row');
    const [plan] = planSync(sides, { ...pull, ...merge });
    expect(plan).toMatchObject({ action: { kind: 'write-base' }, nextBase: { document: documentOf('A', 'a') } });
  });

  test('the same key changed differently stays a conflict', () => {
    const other = { ...documentOf('base', 'a'), description: 'Says goodbye.' };
    const sides = all({ files: [file('a', documentOf('A', 'a'))], rows: [row('a', other)], bases: [base('a')] });
    const [plan] = planSync(sides, { ...push, ...merge });
    expect(plan).toMatchObject({ state: 'conflict', action: { kind: 'none' } });
    expect(plan!.problem).toContain('both sides changed the same thing');
    expect(plan!.changes.map(({ side, kind, what }) => `${side} ${kind} ${what}`)).toEqual([
      'both changed description',
      'local changed step "greet": message',
    ]);
  });
});
