import { nearestName } from '../../nearest-name.ts';
import type { IssueDraft } from './find-issues.ts';

/** Names by which other step types, or the services behind them, call the same thing. */
const SAME_THING: ReadonlyMap<string, readonly string[]> = new Map([
  ['data', ['item', 'job', 'payload']],
  ['item', ['data']],
  ['payload', ['job', 'data', 'item']],
  ['instruction', ['action']],
  ['action', ['instruction']],
  ['text', ['prompt', 'query', 'message']],
  ['input', ['prompt', 'items']],
  ['search', ['query']],
  ['table', ['collection']],
  ['key', ['id']],
  ['session', ['sessionId']],
  ['condition', ['if']],
  ['duration', ['ms']],
  ['href', ['url']],
]);

/**
 * Joins an unknown setting with the missing one beside it that it most likely is: the unknown one then says what is
 * `meant`, and the missing one is left out.
 */
export function pairMisspelt(drafts: IssueDraft[]): IssueDraft[] {
  const missing = drafts.filter(({ kind }) => kind === 'missing');
  if (missing.length === 0) return drafts;
  const found = new Set<IssueDraft>();
  const paired = drafts.map((draft) => {
    if (draft.kind !== 'unknown') return draft;
    const absent = missing.filter((other) => !found.has(other) && areSiblings(draft.path, other.path));
    const meant = likely(nameOf(draft), absent.map(nameOf));
    if (meant === undefined) return oneOfSeveral(draft, missing, found);
    found.add(absent.find((other) => nameOf(other) === meant)!);
    return { ...draft, meant };
  });
  return paired.filter((draft) => !found.has(draft));
}

/** Where one of several settings is required, the object around them is what lacks it. */
function oneOfSeveral(draft: IssueDraft, missing: readonly IssueDraft[], found: Set<IssueDraft>): IssueDraft {
  const around = missing.find(({ path }) => path.length < draft.path.length && startsWith(draft.path, path));
  const meant = around && nearestName(nameOf(draft), draft.candidates);
  if (around === undefined || meant === undefined) return draft;
  found.add(around);
  return { ...draft, meant };
}

function startsWith(path: readonly (string | number)[], start: readonly (string | number)[]): boolean {
  return path.length === start.length + 1 && start.every((key, index) => key === path[index]);
}

function likely(name: string, absent: readonly string[]): string | undefined {
  return nearestName(name, absent) ?? SAME_THING.get(name)?.find((other) => absent.includes(other));
}

function nameOf({ path }: IssueDraft): string {
  return String(path.at(-1));
}

function areSiblings(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  return a.length === b.length && a.every((key, index) => index === a.length - 1 || key === b[index]);
}
