import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import {
  flowText,
  isSameDocument,
  planFlow,
  remoteDocument,
  stopsRun,
  type FlowPlan,
  type Resolution,
  type Sides,
} from '../../src/sync/index.ts';
import { textsIn } from './edits.ts';
import { apply } from './model.ts';

const SLUG = 'greet';
const pathOf = (slug: string) => `/flows/${slug}.json`;

/** What can happen to a flow: somebody writes or deletes a side, or a command runs. */
type Event =
  | { kind: 'write'; side: 'local' | 'remote'; key: 'name' | 'description' | 'steps' | 'active' }
  | { kind: 'delete'; side: 'local' | 'remote' }
  | {
      kind: 'sync';
      direction: 'push' | 'pull';
      resolution: Resolution | undefined;
      isPruned: boolean;
      isInactive: boolean;
    };

const side = fc.constantFrom('local' as const, 'remote' as const);
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      side,
      key: fc.constantFrom('name' as const, 'description' as const, 'steps' as const, 'active' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), side }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('sync' as const),
      direction: fc.constantFrom('push' as const, 'pull' as const),
      resolution: fc.option(fc.constantFrom('local' as const, 'remote' as const, 'merge' as const), {
        nil: undefined,
        freq: 1,
      }),
      isPruned: fc.boolean(),
      isInactive: fc.boolean(),
    }),
  },
);

/** The marks of what was written, each of which stands in one place of one version. */
function marksIn(document: JsonObject | undefined): Set<string> {
  return new Set(document === undefined ? [] : textsIn(document).filter((text) => text.startsWith('mark ')));
}

function write(document: JsonObject | undefined, key: string, mark: string): JsonObject {
  const known = document ?? { slug: SLUG, name: 'mark none', active: true, steps: [] };
  if (key === 'active') return { ...known, active: known['active'] === false };
  if (key !== 'steps') return { ...known, [key]: mark };
  return {
    ...known,
    steps: [...(known['steps'] as JsonObject[]), { type: 'log', name: mark.replace(' ', '_'), message: mark }],
  };
}

function withSide(sides: Sides, name: 'local' | 'remote', document: JsonObject | undefined): Sides {
  if (document === undefined) return { ...sides, [name]: undefined };
  if (name === 'remote') return { ...sides, remote: { id: 1, slug: SLUG, updatedAt: undefined, document } };
  return { ...sides, local: { path: pathOf(SLUG), slug: SLUG, text: flowText(document), document } };
}

type Sync = Extract<Event, { kind: 'sync' }>;

/** Calls `check` with the sides before and after each push and pull. */
function play(
  events: readonly Event[],
  check: (before: Sides, after: Sides, event: Sync, plan: FlowPlan) => void,
): void {
  let sides: Sides = { slug: SLUG, local: undefined, remote: undefined, base: undefined };
  for (const [number, event] of events.entries()) {
    if (event.kind === 'delete') sides = withSide(sides, event.side, undefined);
    else if (event.kind === 'write') {
      const document = sides[event.side]?.document;
      sides = withSide(sides, event.side, write(document, event.key, `mark ${event.side} ${number}`));
    } else {
      const plan = planFlow(sides, {
        direction: event.direction,
        pathOf,
        resolve: () => event.resolution,
        prune: new Set(event.isPruned ? [SLUG] : []),
        isInactive: event.isInactive,
      });
      const after = apply(plan);
      check(sides, after, event, plan);
      sides = after;
    }
  }
}

const anyHistory = fc.array(anyEvent, { minLength: 3, maxLength: 14 });
const RUNS = { numRuns: 1000 };

test('a push or a pull without flags replaces only what is as it was when both sides were in step', () => {
  const states = new Set<string>();
  fc.assert(
    fc.property(anyHistory, (events) => {
      play(events, (before, after, event, plan) => {
        states.add(plan.state);
        if (event.resolution !== undefined || event.isPruned) return;
        const base = before.base?.document;
        const pairs = [
          [before.local?.document, before.local?.document, after.local?.document],
          [before.remote?.document, remoteDocument(before), after.remote?.document],
        ];
        for (const [old, meant, now] of pairs)
          if (!isSame(old, now) && old !== undefined) expect(isSame(meant, base)).toBe(true);
        if (!isSame(base, after.base?.document)) {
          expect(isSame(after.local?.document, after.base?.document)).toBe(true);
          expect(isSame(remoteDocument(after), after.base?.document)).toBe(true);
        }
      });
    }),
    RUNS,
  );
  expect([...states].sort()).toEqual(ALL_STATES);
});

test('no flag loses what it does not name', () => {
  fc.assert(
    fc.property(anyHistory, (events) => {
      play(events, (before, after, { resolution, isPruned }) => {
        const base = marksIn(before.base?.document);
        const kept = marksIn(after.local?.document).union(marksIn(after.remote?.document));
        for (const side of ['local', 'remote'] as const) {
          const isOverridden = resolution === (side === 'local' ? 'remote' : 'local');
          const written = marksIn(before[side]?.document).difference(base);
          if (!isOverridden) expect([...written.difference(kept)]).toEqual([]);
          if (before[side] !== undefined && after[side] === undefined) expect(isPruned).toBe(true);
        }
      });
    }),
    RUNS,
  );
});

test('a refused plan changes nothing, and a second run of any plan has nothing left to do', () => {
  fc.assert(
    fc.property(anyHistory, (events) => {
      play(events, (before, after, { direction }, plan) => {
        if (stopsRun(plan)) expect(after).toEqual(before);
        const again = planFlow(after, { direction, pathOf });
        if (stopsRun(again)) return;
        expect(planFlow(apply(again), { direction, pathOf }).action).toEqual({ kind: 'none' });
      });
    }),
    RUNS,
  );
});

test('after a push, whoever pulls gets what was pushed, and the other way around', () => {
  fc.assert(
    fc.property(anyHistory, (events) => {
      play(events, (_before, after, { direction }, plan) => {
        if (plan.action.kind === 'none' || after.base === undefined) return;
        const other = planFlow(after, { direction: direction === 'push' ? 'pull' : 'push', pathOf });
        expect(stopsRun(other)).toBe(false);
      });
    }),
    RUNS,
  );
});

const ALL_STATES = ['alike', 'conflict', 'gone', 'in-step', 'local-changed', 'local-deleted', 'local-new'].concat([
  'remote-changed',
  'remote-deleted',
  'remote-new',
]);

function isSame(a: JsonObject | undefined, b: JsonObject | undefined): boolean {
  return a === undefined || b === undefined ? a === b : isSameDocument(a, b);
}
