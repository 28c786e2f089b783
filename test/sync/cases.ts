import type { JsonObject } from '../../src/json.ts';
import type { FlowState, SyncAction } from '../../src/sync/types.ts';

/** What a side holds: `base` is the document of the last sync, A and B changed it in different places. */
export type Version = 'absent' | 'base' | 'A' | 'B';

/** What a side may hold after a command: `merged` has the changes of A and of B. */
export type Result = Version | 'merged';

/** The flags that settle something; `--prune` names the flow of the case. */
export const FLAGS = ['', '--ours', '--theirs', '--merge', '--prune', '--ours --prune', '--theirs --prune'] as const;
export type Flags = (typeof FLAGS)[number];

/**
 * What a command does and leaves: `update-row A A B` updates the row, then the file holds A, the row A, the base B.
 * `refused`: nothing is written, of any flow of the run, and the status is 1. Everything else ends with 0.
 */
export type Outcome = 'refused' | `${SyncAction['kind']} ${Result} ${Result} ${Result}`;

/** A command without flags, and with those that make a difference; every other flag does what the command does without. */
export type Outcomes = { '': Outcome } & Partial<Record<Flags, Outcome>>;

export interface SyncCase {
  local: Version;
  remote: Version;
  base: 'absent' | 'base';
  /** What `status` and `diff` say, which write nothing; `undefined`: there is no such flow. */
  state: FlowState | undefined;
  push: Outcomes;
  pull: Outcomes;
}

/** Every combination of a file, a row and a base. */
export const SYNC_CASES: readonly SyncCase[] = [
  ...withBase(),
  // Without a base nobody can tell who changed what: equal sides are adopted, different ones are conflicts.
  flow('absent', 'absent', 'absent', undefined, 'none absent absent absent', 'none absent absent absent'),
  flow('absent', 'base', 'absent', 'remote-new', 'none absent base absent', 'create-file base base base'),
  flow('absent', 'A', 'absent', 'remote-new', 'none absent A absent', 'create-file A A A'),
  flow('absent', 'B', 'absent', 'remote-new', 'none absent B absent', 'create-file B B B'),
  flow('base', 'absent', 'absent', 'local-new', 'create-row base base base', 'none base absent absent'),
  flow('A', 'absent', 'absent', 'local-new', 'create-row A A A', 'none A absent absent'),
  flow('B', 'absent', 'absent', 'local-new', 'create-row B B B', 'none B absent absent'),
  flow('base', 'base', 'absent', 'alike', 'write-base base base base', 'write-base base base base'),
  flow('A', 'A', 'absent', 'alike', 'write-base A A A', 'write-base A A A'),
  flow('B', 'B', 'absent', 'alike', 'write-base B B B', 'write-base B B B'),
  differentWithoutBase('base', 'A'),
  differentWithoutBase('base', 'B'),
  differentWithoutBase('A', 'base'),
  differentWithoutBase('A', 'B'),
  differentWithoutBase('B', 'base'),
  differentWithoutBase('B', 'A'),
];

function withBase(): SyncCase[] {
  return [
    flow('absent', 'absent', 'base', 'gone', 'delete-base absent absent absent', 'delete-base absent absent absent'),
    flow(
      'absent',
      'base',
      'base',
      'local-deleted',
      {
        '': 'none absent base base',
        '--prune': 'delete-row absent absent absent',
        '--ours --prune': 'delete-row absent absent absent',
        '--theirs': 'create-file base base base',
        '--theirs --prune': 'create-file base base base',
      },
      {
        '': 'none absent base base',
        '--theirs': 'create-file base base base',
        '--theirs --prune': 'create-file base base base',
      },
    ),
    flow(
      'base',
      'absent',
      'base',
      'remote-deleted',
      {
        '': 'none base absent base',
        '--ours': 'create-row base base base',
        '--ours --prune': 'create-row base base base',
        '--theirs --prune': 'delete-file absent absent absent',
      },
      {
        '': 'none base absent base',
        '--prune': 'delete-file absent absent absent',
        '--theirs --prune': 'delete-file absent absent absent',
        '--ours': 'delete-base base absent absent',
        '--ours --prune': 'delete-base base absent absent',
      },
    ),
    deletedHere('A'),
    deletedHere('B'),
    deletedThere('A'),
    deletedThere('B'),
    flow('base', 'base', 'base', 'in-step', 'none base base base', 'none base base base'),
    flow('base', 'A', 'base', 'remote-changed', 'none base A base', 'update-file A A A'),
    flow('base', 'B', 'base', 'remote-changed', 'none base B base', 'update-file B B B'),
    flow('A', 'base', 'base', 'local-changed', 'update-row A A A', 'none A base base'),
    flow('B', 'base', 'base', 'local-changed', 'update-row B B B', 'none B base base'),
    flow('A', 'A', 'base', 'alike', 'write-base A A A', 'write-base A A A'),
    flow('B', 'B', 'base', 'alike', 'write-base B B B', 'write-base B B B'),
    bothChanged('A', 'B'),
    bothChanged('B', 'A'),
  ];
}

/** The file is gone, the row changed since. */
function deletedHere(remote: 'A' | 'B'): SyncCase {
  const restored = `create-file ${remote} ${remote} ${remote}` as const;
  return flow(
    'absent',
    remote,
    'base',
    'conflict',
    {
      '': 'refused',
      '--ours --prune': 'delete-row absent absent absent',
      '--theirs': restored,
      '--theirs --prune': restored,
    },
    {
      '': 'refused',
      '--ours': `write-base absent ${remote} ${remote}`,
      '--ours --prune': `write-base absent ${remote} ${remote}`,
      '--theirs': restored,
      '--theirs --prune': restored,
    },
  );
}

/** The row is gone, the file changed since. */
function deletedThere(local: 'A' | 'B'): SyncCase {
  const created = `create-row ${local} ${local} ${local}` as const;
  return flow(
    local,
    'absent',
    'base',
    'conflict',
    {
      '': 'refused',
      '--ours': created,
      '--ours --prune': created,
      '--theirs --prune': 'delete-file absent absent absent',
    },
    {
      '': 'refused',
      '--ours': `delete-base ${local} absent absent`,
      '--ours --prune': `delete-base ${local} absent absent`,
      '--theirs --prune': 'delete-file absent absent absent',
    },
  );
}

function bothChanged(local: 'A' | 'B', remote: 'A' | 'B'): SyncCase {
  const { push, pull } = differentWithoutBase(local, remote);
  return {
    local,
    remote,
    base: 'base',
    state: 'conflict',
    push: { ...push, '--merge': 'merge-both merged merged merged' },
    pull: { ...pull, '--merge': `update-file merged ${remote} ${remote}` },
  };
}

function differentWithoutBase(local: Version, remote: Version): SyncCase {
  const ours = `update-row ${local} ${local} ${local}` as const;
  const theirs = `update-file ${remote} ${remote} ${remote}` as const;
  const keepFile = `write-base ${local} ${remote} ${remote}` as const;
  return flow(
    local,
    remote,
    'absent',
    'conflict',
    { '': 'refused', '--ours': ours, '--ours --prune': ours, '--theirs': theirs, '--theirs --prune': theirs },
    { '': 'refused', '--ours': keepFile, '--ours --prune': keepFile, '--theirs': theirs, '--theirs --prune': theirs },
  );
}

function flow(
  local: Version,
  remote: Version,
  base: SyncCase['base'],
  state: SyncCase['state'],
  push: Outcome | Outcomes,
  pull: Outcome | Outcomes,
): SyncCase {
  const asOutcomes = (outcome: Outcome | Outcomes) => (typeof outcome === 'string' ? { '': outcome } : outcome);
  return { local, remote, base, state, push: asOutcomes(push), pull: asOutcomes(pull) };
}

/** What a command does with the flow of a case, in parts. */
export interface Effect {
  action: SyncAction['kind'];
  isRefused: boolean;
  local: Result;
  remote: Result;
  base: Result;
}

export function effectOf(
  { local, remote, base, ...commands }: SyncCase,
  direction: 'push' | 'pull',
  flags: Flags,
): Effect {
  const outcome = commands[direction][flags] ?? commands[direction][''];
  if (outcome === 'refused') return { action: 'none', isRefused: true, local, remote, base };
  const [action, ...sides] = outcome.split(' ') as [SyncAction['kind'], Result, Result, Result];
  return { action, isRefused: false, local: sides[0], remote: sides[1], base: sides[2] };
}

/** The documents of the versions, as files and rows hold them. They pass the linter. */
export function documentOf(version: Exclude<Result, 'absent'>, slug = 'greet'): JsonObject {
  const hasA = version === 'A' || version === 'merged';
  const hasB = version === 'B' || version === 'merged';
  const greet = { type: 'log', name: 'greet', message: hasA ? 'Good morning' : 'Hello' };
  const farewell = { type: 'log', name: 'farewell', message: 'Until tomorrow' };
  return {
    slug,
    name: 'Greet',
    description: hasA ? 'Says good morning.' : 'Says hello.',
    active: true,
    steps: [greet, { type: 'delay', name: 'pause', ms: hasB ? 2 : 1 }, ...(hasB ? [farewell] : [])],
    output: { logged: '$greet.logged' },
    ...(hasB ? { timeout_ms: 60_000 } : {}),
  };
}
