import { describe, expect, it } from 'vitest';
import { createPalette } from '../../../src/cli/render/palette.ts';
import { changeLines } from '../../../src/cli/render/sync-changes.ts';
import { outcomesText } from '../../../src/cli/render/sync-outcomes.ts';
import { prunedInVain, syncSummary } from '../../../src/cli/render/sync-summary.ts';
import type { ShownFlow } from '../../../src/cli/sync/sync-json.ts';
import type { FlowChange, FlowPlan } from '../../../src/sync/types.ts';

const palette = createPalette(false);
const lines = (changes: FlowChange[], hasSides = false, width = 80) =>
  changeLines(changes, hasSides, { palette, width });
const change = (more: Partial<FlowChange>): FlowChange => ({
  side: 'local',
  kind: 'changed',
  what: 'name',
  pointer: '/name',
  ...more,
});

describe('a change', () => {
  it('stands in one line where it fits', () => {
    expect(lines([change({ before: 'A', after: 'B' })])).toEqual(['  ~ name  "A" → "B"']);
    expect(lines([change({ kind: 'added', what: 'timeout_ms', after: 5 })])).toEqual(['  + timeout_ms  5']);
    const step = { type: 'log' };
    expect(lines([change({ kind: 'removed', what: 'step "x"', before: step })])).toEqual([
      '  - step "x"  {"type":"log"}',
    ]);
    expect(lines([change({ kind: 'moved', what: 'step "x"', before: 3, after: 1 })])).toEqual([
      '  ↕ step "x"  from place 3 to 1',
    ]);
  });

  it('shows of long values where they begin to differ, and is never wider than the terminal', () => {
    const shared = 'the same words again and again '.repeat(10);
    const shown = lines([change({ before: `${shared}until here.`, after: `${shared}and then others.` })]);
    expect(shown).toHaveLength(3);
    expect(shown[1]).toContain('…');
    expect(shown[1]).toContain('until here.');
    expect(shown[2]).toContain('and then others.');
    for (const width of [40, 60, 200]) {
      const all = lines([change({ what: 'x'.repeat(90), before: shared, after: `${shared}!` })], true, width);
      expect(all.filter((line) => line.length > width)).toEqual([]);
    }
  });

  it('of both sides shows all three', () => {
    const both = change({ side: 'both', before: 'A', after: 'B', afterRemote: 'C' });
    expect(lines([both], true)).toEqual([
      '  both      ~ name',
      '              before    "A"',
      '              here      "B"',
      '              Directus  "C"',
    ]);
  });

  it('cannot steer the terminal', () => {
    expect(lines([change({ before: '\u001b[2J', after: 'b' })]).join('')).not.toContain('\u001b');
  });
});

function flow(slug: string, result: ShownFlow['result'], more: Partial<FlowPlan> = {}, message?: string): ShownFlow {
  const plan: FlowPlan = {
    slug,
    state: 'local-changed',
    action: { kind: 'update-row', changes: {}, document: {} },
    nextBase: undefined,
    changes: [change({})],
    sides: { slug, local: undefined, remote: undefined, base: undefined },
    ...more,
  };
  return { plan, result, ...(message === undefined ? {} : { message }) };
}

describe('what a push ends with', () => {
  it('says each reason once, for all flows that have it, and in full', () => {
    const reason =
      'nothing more was tried: Directus cannot be reached, and this goes on for longer than a line has room';
    const left = ['b', 'c', 'd', 'e', 'f', 'g'].map((slug) => flow(slug, 'not-reached', {}, reason));
    const text = outcomesText([flow('a', 'done'), ...left], palette, 60);
    expect(text).toMatch(/^a +updated +in Directus +name$/m);
    expect(text.replaceAll(/\s+/g, ' ')).toContain(`✗ b, c, d, e and 2 more: ${reason}`);
    expect(text.split('\n').filter((line) => line.length > 60)).toEqual([]);
  });

  it('is one line when there is nothing to do', () => {
    const options = { direction: 'push', location: 'http://localhost action_flows', isDryRun: false } as const;
    const idle = flow('a', 'nothing', { state: 'in-step', action: { kind: 'none' } });
    expect(syncSummary([idle], options)).toBe('Nothing to push to http://localhost action_flows; 1 flow in step');
    const changedThere = flow('b', 'nothing', { state: 'remote-changed', action: { kind: 'none' } });
    expect(syncSummary([idle, changedThere], options)).toBe(
      'Nothing to push to http://localhost action_flows; 1 flow in step; 1 new or changed in Directus (pull)',
    );
    expect(outcomesText([idle, changedThere], palette, 80)).toBe('');
  });

  it('says which slugs of --prune named nothing to delete', () => {
    const deleted = flow('old', 'done', { state: 'local-deleted', action: { kind: 'delete-row' } });
    const prune = (...slugs: string[]) => prunedInVain([deleted], { direction: 'push', prune: new Set(slugs) });
    expect(prune('old')).toEqual([]);
    expect(prune('old', 'odl', 'kept')).toEqual([expect.stringContaining('nothing to delete of odl, kept:')]);
    expect(prunedInVain([], { direction: 'pull', prune: 'asked' })).toEqual([]);
  });

  it('counts what was done and what was not', () => {
    const options = { direction: 'push', location: 'there', isDryRun: false } as const;
    const flows = [flow('a', 'done'), flow('b', 'done'), flow('c', 'stopped', {}, 'x'), flow('d', 'failed', {}, 'y')];
    expect(syncSummary(flows, options)).toBe(
      '✗ Pushed to there: 2 updated; 1 changed by somebody meanwhile, nothing written; 1 failed',
    );
    expect(syncSummary([flow('a', 'planned')], { ...options, isDryRun: true })).toBe(
      '· A dry run, nothing was written; to do: 1 update',
    );
  });
});
