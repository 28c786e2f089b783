import type { NestedSettings } from '../flow/index.ts';
import type { JsonObject } from '../json.ts';
import type { FlowFile, FlowRow, SyncBase } from '../ports/index.ts';

/** What is known of one flow: its file, its row, and what both were when they were in step last. */
export interface Sides {
  slug: string;
  local: FlowFile | undefined;
  remote: FlowRow | undefined;
  base: SyncBase | undefined;
  /** Why the flow cannot be synced, whatever the sides hold: a base that cannot be used, two rows or files with the slug. */
  problem?: string;
}

/** Everything that a plan is made of. A slug is in one side several times where nothing keeps it unique. */
export interface AllSides {
  files: readonly FlowFile[];
  rows: readonly FlowRow[];
  bases: ReadonlyMap<string, SyncBase>;
  /** Of bases that cannot be used, by slug. */
  baseProblems?: ReadonlyMap<string, string>;
}

/** How the sides of one flow stand to each other (the table of docs/sync.md has a row for each combination). */
export type FlowState =
  /** Nothing to do. */
  | 'in-step'
  /** Both sides are alike, but the base is absent or old: it is written. */
  | 'alike'
  /** Only the file, no base. */
  | 'local-new'
  /** Only the row, no base. */
  | 'remote-new'
  | 'local-changed'
  | 'remote-changed'
  /** The file is gone, the row is as it was. */
  | 'local-deleted'
  /** The row is gone, the file is as it was. */
  | 'remote-deleted'
  /** Both are gone, the base is left. */
  | 'gone'
  /** Both changed, differently; or one is gone and the other changed; or both are there without a base and differ. */
  | 'conflict'
  /** A side or the base cannot be used: `problem` says why. */
  | 'unusable';

/** How conflicts are settled. `local` is `--ours`, `remote` is `--theirs`. */
export type Resolution = 'local' | 'remote' | 'merge';

export type Direction = 'push' | 'pull';

/** What is going to be done with one flow. */
export type SyncAction =
  | { kind: 'none' }
  /** `document` is what is sent; of a row that is held inactive it says `active: false`. */
  | { kind: 'create-row'; document: JsonObject; isHeldInactive: boolean }
  /** `changes` are the columns that are sent, `document` is what the whole row holds afterwards. */
  | { kind: 'update-row'; changes: JsonObject; document: JsonObject }
  | { kind: 'delete-row' }
  | { kind: 'create-file'; path: string; text: string }
  | { kind: 'update-file'; path: string; text: string }
  | { kind: 'delete-file'; path: string }
  /** `push --merge`: the merged document goes to both sides. */
  | { kind: 'merge-both'; path: string; text: string; changes: JsonObject; document: JsonObject }
  | { kind: 'write-base' }
  | { kind: 'delete-base' };

export interface FlowPlan {
  slug: string;
  state: FlowState;
  action: SyncAction;
  /** What the base is after the action; `undefined`: there is none. */
  nextBase: SyncBase | undefined;
  /** Set when nothing is done although the sides differ: a conflict, a deletion without `--prune`, a side that cannot be used. */
  problem?: string;
  /** What differs, for a person: of a conflict what each side changed, else what the action changes. */
  changes: FlowChange[];
  sides: Sides;
}

/** One difference between two documents, by step and not by line. */
export interface FlowChange {
  /** Whose change; `both` when each side changed the same thing, differently. */
  side: 'local' | 'remote' | 'both';
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** For a person: `description`, `step "caption"`, `step "caption": config.temperature`. */
  what: string;
  /** JSON pointer in the document that has it. */
  pointer: string;
  /** What it was before, at the base; absent when it was not there. Of a step that moved: its place in its list, counted from 1. */
  before?: unknown;
  after?: unknown;
  /** Of `both`: what the row has, where `after` is what the file has. */
  afterRemote?: unknown;
}

export interface PlanOptions {
  direction: Direction;
  /** How conflicts are settled: for all flows, or asked flow by flow. */
  resolve?: (slug: string) => Resolution | undefined;
  /** Slugs whose deletion goes over. */
  prune?: ReadonlySet<string>;
  /** New rows are created inactive. */
  isInactive?: boolean;
  /** Where the file of a flow that has none goes. */
  pathOf: (slug: string) => string;
  /** What new files get as `$schema`. Default of `planSync`: what most other files have. */
  schemaOfNewFiles?: string;
  /** Which settings of a project's own step types hold steps; the built-in types are known. */
  nestedSettings?: NestedSettings;
}

/** What became of one flow. */
export interface FlowOutcome {
  slug: string;
  state: FlowState;
  /** `stopped`: somebody changed it between the plan and the write; nothing was written. `failed`: the write failed. */
  result: 'nothing' | 'done' | 'refused' | 'stopped' | 'failed' | 'not-reached';
  action: SyncAction['kind'];
  message?: string;
}
