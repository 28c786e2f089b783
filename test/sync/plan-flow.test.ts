import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import { flowText, isSameDocument, planFlow, stopsRun, type Resolution, type Sides } from '../../src/sync/index.ts';
import { documentOf, effectOf, FLAGS, SYNC_CASES, type Flags, type Result, type SyncCase } from './cases.ts';
import { apply } from './model.ts';

const SLUG = 'greet';
const pathOf = (slug: string) => `/project/flows/${slug}.json`;

describe.each(SYNC_CASES.map((one) => ({ name: `file ${one.local}, row ${one.remote}, base ${one.base}`, one })))(
  '$name',
  ({ one }) => {
    for (const direction of ['push', 'pull'] as const) {
      test.each(FLAGS)(`${direction} %s`, (flags) => {
        const sides = sidesOf(one);
        const plan = planFlow(sides, { direction, pathOf, ...optionsOf(flags) });
        const effect = effectOf(one, direction, flags);

        expect(plan.state).toBe(one.state ?? 'in-step');
        expect(plan.action.kind).toBe(effect.action);
        expect(stopsRun(plan)).toBe(effect.isRefused);
        const after = apply(plan);
        expectVersion(after.local?.document, effect.local);
        expectVersion(after.remote?.document, effect.remote);
        expectVersion(plan.nextBase?.document, effect.base);
      });
    }
  },
);

test('the table has every combination once', () => {
  const versions = ['absent', 'base', 'A', 'B'];
  const wanted = versions.flatMap((local) =>
    versions.flatMap((remote) => ['absent', 'base'].map((base) => `${local} ${remote} ${base}`)),
  );
  expect(SYNC_CASES.map(({ local, remote, base }) => `${local} ${remote} ${base}`).sort()).toEqual(wanted.sort());
});

function optionsOf(flags: Flags): { resolve?: () => Resolution; prune: Set<string> } {
  const resolution = flags.includes('--ours')
    ? 'local'
    : flags.includes('--theirs')
      ? 'remote'
      : flags.includes('--merge')
        ? 'merge'
        : undefined;
  return {
    ...(resolution === undefined ? {} : { resolve: () => resolution }),
    prune: new Set(flags.includes('--prune') ? [SLUG] : []),
  };
}

function sidesOf({ local, remote, base }: SyncCase): Sides {
  const document = local === 'absent' ? undefined : documentOf(local);
  return {
    slug: SLUG,
    local: document && { path: pathOf(SLUG), text: flowText(document), slug: SLUG, document },
    remote: remote === 'absent' ? undefined : { id: 1, slug: SLUG, updatedAt: undefined, document: documentOf(remote) },
    base: base === 'absent' ? undefined : { slug: SLUG, document: documentOf('base'), isHeldInactive: false },
  };
}

function expectVersion(document: JsonObject | undefined, result: Result): void {
  if (result === 'absent') expect(document).toBeUndefined();
  else expect(document !== undefined && isSameDocument(document, documentOf(result))).toBe(true);
}
