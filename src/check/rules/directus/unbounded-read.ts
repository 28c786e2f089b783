import { isJsonObject } from '../../../json.ts';
import type { Rule } from '../../rule.ts';
import { settingIssues } from '../../settings/setting-issues.ts';
import { directusRequest, ownValue, type DirectusRequest } from './directus-request.ts';

/** What bounds a read, or makes it one of totals. */
const BOUNDS = ['limit', 'search', 'aggregate', 'groupBy'] as const;

/** What Directus reads where nobody says how much. */
const DEFAULT_LIMIT = 100;

export const directusUnboundedRead: Rule = {
  name: 'directus/unbounded-read',
  severity: 'warning',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A read without id, filter and limit gets the first 100 rows and calls them all.',
  explanation:
    'Without `limit` Directus stops at its default, usually 100 items, and says nothing about it: a flow that works today misses items once there are more. The fix writes the default down, so that it can be seen; `-1` reads all.',
  bad: {
    text: '{ "type": "directus_read", "result_key": "posts", "config": { "collection": "scheduled_posts" } },\n{ "type": "bullmq_enqueue", "config": { "queue": "media-jobs", "job": { "posts": "$posts" } } }',
  },
  good: {
    text: '{ "type": "directus_read", "result_key": "posts", "config": { "collection": "scheduled_posts", "limit": 100 } },\n{ "type": "bullmq_enqueue", "config": { "queue": "media-jobs", "job": { "posts": "$posts" } } }',
  },
  appliesTo: ({ type }) => type.startsWith('directus'),
  step(node, { report }) {
    const request = directusRequest(node);
    if (request === undefined || request.kind !== 'read-many' || !isUnbounded(request)) return;
    const { step, settingsPointer } = node;
    // A query that is a reference may say how much.
    if (request.queries.length === 1 && Object.hasOwn(step.config, 'query')) return;
    // A limit may be there under a misspelt name.
    if (settingIssues(node).length > 0) return;
    const what = request.collection ?? 'a collection';
    report({
      message: `this reads ${what} without "limit"; Directus stops at its default (${DEFAULT_LIMIT}) without saying so`,
      place: step.dialect === 1 ? { pointer: settingsPointer, at: 'key' } : { pointer: `${step.pointer}/type` },
      label: 'no "limit"',
      fix: {
        title: `add "limit": ${DEFAULT_LIMIT}`,
        safety: 'safe',
        changes: [{ kind: 'add-property', pointer: settingsPointer, key: 'limit', value: DEFAULT_LIMIT }],
      },
    });
  },
};

function isUnbounded({ queries }: DirectusRequest): boolean {
  return queries.every(({ settings }) => {
    const filter = ownValue(settings, 'filter');
    const isOpen = filter === undefined || (isJsonObject(filter) && Object.keys(filter).length === 0);
    return isOpen && BOUNDS.every((name) => !Object.hasOwn(settings, name));
  });
}
