import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { ServiceError, type Call, type FlowRevision, type ItemId } from '../../ports/index.ts';
import type { DirectusServer } from '../directus-server/index.ts';
import { FLOW_KEYS, JSON_KEYS, parseIfJson } from '../flow-document.ts';
import { toDocument } from './columns.ts';
import type { FlowTable } from './flow-table.ts';

const CHANGE = ['id', 'data', 'delta', 'version'];
const WHEN = ['activity.action', 'activity.timestamp', 'activity.user'];
const WHO = ['activity.user.id', 'activity.user.first_name', 'activity.user.last_name', 'activity.user.email'];
/** What an account may see of a revision differs; from the most to the least. */
const FIELDS = [[...CHANGE, ...WHEN.slice(0, 2), ...WHO], [...CHANGE, ...WHEN], CHANGE];

/** The history of a row, newest first, without drafts that are versions of their own. */
export async function readRevisions(
  server: DirectusServer,
  collection: string,
  table: FlowTable,
  id: ItemId,
  call: Call | undefined,
): Promise<FlowRevision[]> {
  const found = await readVisible(server, collection, id, call);
  const ofRow = found.filter(({ version }) => (version ?? null) === null);
  return ofRow.map((row, index) => {
    const document = toDocument(withTexts(ofRow.slice(index)), table);
    return Object.assign(whoAndWhen(row), { document, changedKeys: changedKeys(row) });
  });
}

async function readVisible(
  { rows }: DirectusServer,
  collection: string,
  id: ItemId,
  call: Call | undefined,
): Promise<JsonObject[]> {
  for (const [index, fields] of FIELDS.entries()) {
    try {
      return await rows.revisions(collection, id, { fields, sort: ['-id'], limit: -1 }, call);
    } catch (thrown) {
      const isHidden = thrown instanceof ServiceError && /^(FORBIDDEN|FIELD_NOT_FOUND)$/.test(thrown.code);
      if (!isHidden || index === FIELDS.length - 1) throw thrown;
    }
  }
  return [];
}

/**
 * The row after the first of these revisions, which are newest first. In the copy of a row that Directus keeps, a text that is JSON has become what it says: `"123"` a number. What was written is
 * right in the change that wrote it.
 */
export function withTexts(upToThen: readonly JsonObject[]): JsonObject {
  const copy = upToThen[0]?.['data'];
  const data = isJsonObject(copy) ? copy : {};
  const written = (key: string) =>
    upToThen.map(({ delta }) => (isJsonObject(delta) ? delta[key] : undefined)).find((value) => value !== undefined);
  const texts = [...JSON_KEYS].flatMap((key) => {
    const value = written(key);
    const isText = typeof value === 'string' && isDeepStrictEqual(parseIfJson(value), data[key]);
    return isText ? [[key, value] as const] : [];
  });
  return { ...data, ...Object.fromEntries(texts) };
}

function whoAndWhen({ id, activity }: JsonObject): Pick<FlowRevision, 'id' | 'at' | 'by' | 'action'> {
  const { action, timestamp, user } = isJsonObject(activity) ? activity : {};
  return {
    id: Number(id),
    at: typeof timestamp === 'string' ? timestamp : '',
    by: nameOf(user),
    action: actionOf(action),
  };
}

function changedKeys({ delta, data }: JsonObject): string[] {
  const changed = isJsonObject(delta) ? delta : isJsonObject(data) ? data : {};
  return FLOW_KEYS.filter((key) => key in changed);
}

function actionOf(action: Json | undefined): FlowRevision['action'] {
  return action === 'create' || action === 'update' || action === 'revert' || action === 'delete' ? action : 'other';
}

function nameOf(user: Json | undefined): string | undefined {
  if (typeof user === 'string') return user;
  if (!isJsonObject(user)) return undefined;
  const { id, first_name: first, last_name: last, email } = user;
  const name = [first, last].filter(isFilledIn).join(' ');
  return [name, email, id].find(isFilledIn);
}

function isFilledIn(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
