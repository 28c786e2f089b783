import { FLOW_KEYS } from '../../adapters/flow-document.ts';
import { GenieError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { FlowColumns } from '../../ports/index.ts';
import type { FlowPlan } from '../../sync/types.ts';
import type { Target } from './choose-target.ts';

/** Flows that are named one by one; of more, how many. */
const NAMED = 8;

/** A flow, and its keys for which there is no column. */
export interface FlowKeysLost {
  slug: string;
  missing: string[];
}

export interface ColumnsNeeded {
  target: Target;
  /** Whether rows are written only if nobody changed them meanwhile. */
  isGuarded: boolean;
}

/**
 * Makes sure before anything is written that Directus can hold what is sent, and can tell when a row was changed.
 * Throws `COLUMNS_MISSING` and `DATE_UPDATED_MISSING`.
 */
export function refuseLostColumns(
  plans: readonly FlowPlan[],
  columns: FlowColumns,
  { target, isGuarded }: ColumnsNeeded,
): void {
  const lost = plans.flatMap(({ slug, action }) => {
    const missing = Object.entries(sentColumns(action)).flatMap(([key, value]) =>
      value === null || columns.documentKeys.has(key) ? [] : [key],
    );
    return missing.length === 0 ? [] : [{ slug, missing }];
  });
  if (lost.length > 0) throw columnsMissing(lost, target);
  const changed = plans.filter(
    ({ action: { kind } }) => kind === 'update-row' || kind === 'delete-row' || kind === 'merge-both',
  );
  if (isGuarded && columns.updatedAt === undefined && changed.length > 0) throw guardMissing(changed, target);
}

function sentColumns(action: FlowPlan['action']): JsonObject {
  if (action.kind === 'create-row') return action.document;
  return action.kind === 'update-row' || action.kind === 'merge-both' ? action.changes : {};
}

function columnsMissing(lost: readonly FlowKeysLost[], target: Target): GenieError {
  const names = [...new Set(lost.flatMap(({ missing }) => missing))].toSorted();
  // Nobody can add a column for what is no key of the language: mostly a key that is misspelt.
  const unknown = names.filter((name) => !FLOW_KEYS.includes(name));
  const has = names.length === 1 ? 'no column' : 'no columns';
  return new GenieError('COLUMNS_MISSING', `${target.collection} has ${has} ${inQuotes(names)}: nothing was written`, {
    detail: [
      ...listFlows(lost, 'uses'),
      ...(unknown.length === 0 ? [] : [`A flow has no ${inQuotes(unknown)}: remove it from the file.`]),
      ...(unknown.length === names.length ? [] : [wayOut(target, 'Add them with')]),
    ].join('\n'),
    data: { columns: names, flows: Object.fromEntries(lost.map(({ slug, missing }) => [slug, missing])) },
    isRetryable: false,
  });
}

/** `post-create uses confirm, timeout_ms`, a line for each flow. */
export function listFlows(flows: readonly FlowKeysLost[], verb: string): string[] {
  return [
    ...flows.slice(0, NAMED).map(({ slug, missing }) => `${slug} ${verb} ${missing.join(', ')}`),
    ...(flows.length > NAMED ? [`and ${flows.length - NAMED} more flows`] : []),
  ];
}

export function inQuotes(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

function guardMissing(changed: readonly FlowPlan[], target: Target): GenieError {
  const slugs = changed.map(({ slug }) => slug);
  const message = `${target.collection} has no column "date_updated", so that nobody could tell whether somebody else changed a flow meanwhile: nothing was written`;
  return new GenieError('DATE_UPDATED_MISSING', message, {
    detail: [
      `It would be needed for ${slugs.slice(0, NAMED).join(', ')}${slugs.length > NAMED ? ` and ${slugs.length - NAMED} more flows` : ''}.`,
      `${wayOut(target, 'Add it with')} Or write all the same, if nobody else does: --unguarded`,
    ].join('\n'),
    data: { flows: slugs },
    isRetryable: false,
  });
}

/** `directus setup` speaks to the project's own Directus. */
export function wayOut({ name, url }: Target, sentence: string): string {
  const where = name === 'default' ? '' : `DIRECTUS_URL=${url} DIRECTUS_TOKEN=… `;
  return `${sentence}: ${where}genie-actions directus setup`;
}
