import { effectOf, SYNC_CASES, type Flags, type SyncCase, type Version } from '../../sync/cases.ts';

/** What an action does, as docs/sync.md says it. */
const WORDS: Record<ReturnType<typeof effectOf>['action'], string> = {
  none: 'nothing',
  'create-row': 'creates the row',
  'update-row': 'updates the row',
  'delete-row': 'deletes the row',
  'create-file': 'creates the file',
  'update-file': 'updates the file',
  'delete-file': 'deletes the file',
  'merge-both': 'writes the merged flow to both',
  'write-base': 'notes the base',
  'delete-base': 'forgets the base',
};

/** The flags of a row of the table. Those with `--prune` are told only where `--prune` alone does something else. */
const TOLD: readonly Flags[] = ['--ours', '--theirs', '--merge', '--prune', '--ours --prune', '--theirs --prune'];

/** The table of docs/sync.md: every case once, whichever of the two versions is A. */
export function caseTable(): string {
  const rows = SYNC_CASES.filter(isTold).map((one) => [
    one.base === 'base' ? 'yes' : 'no',
    nameOf(one.local, one, 'A'),
    nameOf(one.remote, one, one.local === 'A' ? 'B' : 'A'),
    one.state === undefined ? '' : `\`${one.state}\``,
    cellOf(one, 'push'),
    cellOf(one, 'pull'),
  ]);
  const head = ['base', 'file', 'row', 'state', '`push`', '`pull`'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function isTold({ local, remote, base, state }: SyncCase): boolean {
  if (state === undefined) return false;
  const isThere = base === 'base' ? ['absent', 'base', 'A', 'B'] : ['absent', 'A', 'B'];
  if (!isThere.includes(local) || !isThere.includes(remote)) return false;
  // B is told only as the other version than A.
  return local !== 'B' && (remote !== 'B' || local === 'A');
}

function nameOf(version: Version, { local, remote, base }: SyncCase, changed: Version): string {
  if (version === 'absent') return base === 'base' ? 'deleted' : 'none';
  if (version === 'base') return 'as before';
  const isSecond = changed === 'B';
  if (base === 'base') return isSecond ? (local === remote ? 'changed alike' : 'changed differently') : 'changed';
  return isSecond ? (local === remote ? 'the same' : 'different') : 'there';
}

function cellOf(one: SyncCase, direction: 'push' | 'pull'): string {
  const plain = wordsOf(one, direction, '');
  const told = new Map<string, Flags[]>();
  for (const flags of TOLD) {
    const words = wordsOf(one, direction, flags);
    const parts = flags.split(' ') as Flags[];
    const isSaid = parts.length > 1 && parts.some((part) => wordsOf(one, direction, part) === words);
    if (words !== plain && !isSaid) told.set(words, [...(told.get(words) ?? []), flags]);
  }
  const more = [...told].map(([words, flags]) => `${flags.map((each) => `\`${each}\``).join(' or ')} ${words}`);
  return [plain, ...more].join('; ');
}

function wordsOf(one: SyncCase, direction: 'push' | 'pull', flags: Flags): string {
  const { action, isRefused, local, base } = effectOf(one, direction, flags);
  if (isRefused) return '**refused**';
  if (action === 'update-file' && local === 'merged') return 'writes the merged flow to the file';
  // Pull with --ours: what is in Directus counts as known, so that the file, or its absence, is a change of it.
  if (action === 'write-base' && local === 'absent') return 'leaves it to `push --prune`';
  if (action === 'write-base' && local !== base) return 'keeps the file for `push`';
  if (action === 'delete-base' && local !== 'absent') return 'keeps the file for `push`';
  return WORDS[action];
}
