import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/json.ts';
import { documentOf, effectOf, FLAGS, SYNC_CASES, type Flags, type Result, type SyncCase } from '../../sync/cases.ts';
import { startDirectus } from '../services/directus.ts';
import { openStage, type Stage } from './stage.ts';

const SCHEMA = '../schemas/flow.schema.json';
const REASON = { 'flow/description-missing': 'it is a test' };

/** All cases at once, each a flow of its own. */
const flows = SYNC_CASES.map((one, index) => Object.assign({ slug: `case-${String(index).padStart(2, '0')}` }, one));
type CaseFlow = (typeof flows)[number];
const slugs = flows.filter(({ state }) => state !== undefined).map(({ slug }) => slug);

let stage: Stage;
beforeAll(async () => {
  stage = openStage(await startDirectus());
});

/** A file as a person writes it: keys in no order, four spaces, no newline at the end. */
function writtenByHand(version: Exclude<Result, 'absent'>, slug: string): string {
  const entries = Object.entries(documentOf(version, slug)).toReversed();
  return JSON.stringify({ $lint: REASON, ...Object.fromEntries(entries), $schema: SCHEMA }, null, 4);
}

/** A file as the commands write it. */
function writtenByPull(version: Exclude<Result, 'absent'>, slug: string, isNew: boolean): string {
  const document = { $schema: SCHEMA, ...documentOf(version, slug), ...(isNew ? {} : { $lint: REASON }) };
  return `${JSON.stringify(document, null, 2)}\n`;
}

async function setUp(): Promise<void> {
  const documents = (side: 'remote' | 'base') =>
    flows.flatMap(({ [side]: version, slug }) => (version === 'absent' ? [] : [documentOf(version, slug)]));
  await stage.setRows(documents('remote'));
  await stage.setBases(documents('base'));
  for (const { local, slug } of flows) {
    stage.setFile(slug, local === 'absent' ? undefined : writtenByHand(local, slug));
  }
}

async function everything() {
  return { files: stage.files(), bases: stage.bases(), rows: await stage.rows() };
}

const OWN_COLUMNS = new Set(['id', 'date_created', 'date_updated', 'user_created', 'user_updated']);

/** What the columns of a row say; those without a value left out. */
function documentIn(row: JsonObject | undefined): JsonObject | 'absent' {
  if (row === undefined) return 'absent';
  const entries = Object.entries(row).filter(([key, value]) => value !== null && !OWN_COLUMNS.has(key));
  return Object.fromEntries(entries.filter(([key, value]) => key !== 'confirm' || value !== false));
}

function expectedRow(version: Result, slug: string): JsonObject | 'absent' {
  return version === 'absent' ? 'absent' : documentOf(version, slug);
}

function expectedFile(one: CaseFlow, { local }: ReturnType<typeof effectOf>): string | undefined {
  if (local === 'absent') return undefined;
  if (local === one.local) return writtenByHand(local, one.slug);
  return writtenByPull(local, one.slug, one.local === 'absent');
}

function checkBase(text: string | undefined, version: Result, slug: string): void {
  if (version === 'absent') return expect(text).toBeUndefined();
  const base = JSON.parse(text!) as JsonObject;
  expect(text).toBe(`${JSON.stringify(base, null, 2)}\n`);
  expect(base).toEqual({
    version: 1,
    address: stage.env['DIRECTUS_URL'],
    slug,
    isHeldInactive: false,
    document: documentOf(version, slug),
    checksum: expect.stringMatching(/^sha256-[0-9a-f]{64}$/) as unknown,
  });
}

function argumentsFor(direction: 'push' | 'pull', flags: Flags, chosen: readonly string[]): string[] {
  const written = flags.split(' ').filter(Boolean);
  return [direction, ...chosen, ...written.map((flag) => (flag === '--prune' ? `--prune=${chosen.join(',')}` : flag))];
}

/** A flow that is refused keeps everything else from being written, too. */
async function checkRefusal(direction: 'push' | 'pull', flags: Flags, before: Awaited<ReturnType<typeof everything>>) {
  const report = await stage.report(argumentsFor(direction, flags, slugs));
  expect(report.status).toBe(1);
  expect(await everything()).toEqual(before);
  expect(report.flows.map(({ slug }) => slug)).toEqual(slugs);
  for (const { slug, state, result, problem } of report.flows) {
    const one = flows.find((flow) => flow.slug === slug)!;
    const { action, isRefused } = effectOf(one, direction, flags);
    const isIdle = action === 'none' && !isRefused;
    expect({ slug, state, result }).toEqual({ slug, state: one.state, result: isIdle ? 'nothing' : 'refused' });
    if (isRefused) expect(problem).toMatch(/--ours|--theirs/);
  }
}

describe.each(['push', 'pull'] as const)('%s', (direction) => {
  it.each(FLAGS)('%s does what the table says with every flow, byte by byte', async (flags) => {
    await setUp();
    const before = await everything();
    const effects = new Map(flows.map((one) => [one.slug, effectOf(one, direction, flags)]));
    const isRefused = (slug: string) => effects.get(slug)!.isRefused;

    if (slugs.some(isRefused)) await checkRefusal(direction, flags, before);

    const chosen = slugs.filter((slug) => !isRefused(slug));
    const dry = await stage.report([...argumentsFor(direction, flags, chosen), '--dry-run']);
    expect(dry.status).toBe(0);
    expect(await everything()).toEqual(before);
    const done = await stage.report(argumentsFor(direction, flags, chosen));
    expect(done.status).toBe(0);
    const after = await everything();
    for (const one of flows) {
      const { slug } = one;
      const effect = effects.get(slug)!;
      const [planned, outcome] = [dry, done].map((report) => report.flows.find((flow) => flow.slug === slug));
      if (one.state !== undefined && !effect.isRefused) {
        const { action } = effect;
        expect({ slug, ...outcome }).toMatchObject({
          state: one.state,
          action,
          result: action === 'none' ? 'nothing' : 'done',
        });
        expect({ slug, ...planned }).toMatchObject({ action, result: action === 'none' ? 'nothing' : 'planned' });
      }
      const file = after.files[`${slug}.json`];
      expect({ slug, file }).toEqual({ slug, file: expectedFile(one, effect) });
      const row = after.rows.get(slug);
      expect({ slug, row: documentIn(row) }).toEqual({ slug, row: expectedRow(effect.remote, slug) });
      checkBase(after.bases[`${slug}.json`], effect.base, slug);
      if (isRowUntouched(one, effect)) expect(row).toEqual(before.rows.get(slug));
    }
    expect(Object.keys(after.files).filter((name) => !/^case-\d\d\.json$/.test(name))).toEqual([]);

    // What is in step stays so, and the same command again finds nothing to write.
    const again = await stage.report(argumentsFor(direction, flags, known(chosen, await everything())));
    expect(again.flows.filter(({ result }) => result !== 'nothing')).toEqual([]);
    expect(await everything()).toEqual(after);
  });
});

// There are conflicts among the cases: `diff` tells of them with its status, too.
it.each([
  ['status', 0],
  ['diff', 1],
] as const)('%s says the state of every flow, ends with %i and writes nothing', async (name, expected) => {
  await setUp();
  const before = await everything();
  const report = await stage.report([name]);
  expect(report).toMatchObject({ version: 1, command: name, target: 'default', address: stage.env['DIRECTUS_URL'] });
  expect(report.status).toBe(expected);
  expect(report.flows.map(({ slug, state }) => ({ slug, state }))).toEqual(
    flows.flatMap(({ slug, state }) => (state === undefined ? [] : [{ slug, state }])),
  );
  const { stdout, stderr, status } = await stage.run([name]);
  expect(status).toBe(expected);
  for (const { slug, state } of flows) {
    const line = stdout.split('\n').find((text) => text.startsWith(slug));
    if (state === undefined || state === 'in-step') expect(line).toBeUndefined();
    else expect(line).toContain(state);
  }
  expect(stderr).toContain(stage.env['DIRECTUS_URL']);
  expect(await everything()).toEqual(before);
});

function isRowUntouched({ remote }: SyncCase, effect: ReturnType<typeof effectOf>): boolean {
  return remote !== 'absent' && !/row|both/.test(effect.action);
}

/** Flows of which something is left. */
function known(chosen: readonly string[], { files, bases, rows }: Awaited<ReturnType<typeof everything>>): string[] {
  return chosen.filter((slug) => `${slug}.json` in files || `${slug}.json` in bases || rows.has(slug));
}
