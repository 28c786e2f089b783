import { describe, expect, it } from 'vitest';
import { checkFlow } from '../../../src/check/index.ts';
import { builtInFacts } from '../../../src/facts/index.ts';
import type { Json } from '../../../src/json.ts';

function rulesFor(steps: Json[]): string[] {
  const text = JSON.stringify({ slug: 'f', name: 'f', description: 'f', steps });
  const { diagnostics } = checkFlow(text, { catalogue: builtInFacts(), file: 'f.json' });
  return diagnostics.map(({ rule }) => rule).filter((rule) => rule.startsWith('sec/'));
}

const write = (userId: string): Json => ({
  type: 'directus',
  operation: 'create-item',
  collection: 'scheduled_posts',
  data: { user_id: userId },
});
const remove: Json = {
  type: 'directus',
  operation: 'delete-item',
  collection: 'scheduled_posts',
  id: '{{params.post_id}}',
};
const log = (message: string): Json => ({ type: 'log', message });
const stop = (when: string): Json => ({ type: 'error', message: 'not yours', when });
const read: Json = {
  type: 'directus',
  name: 'post',
  operation: 'read-item',
  collection: 'scheduled_posts',
  id: '{{params.post_id}}',
};

describe('a value is known to be of the person', () => {
  it.each([
    ['a comparison before', [stop('params.user_id != context.user_id'), write('{{params.user_id}}')]],
    ['one in the text itself', [write("{{params.user_id == context.user_id ? params.user_id : ''}}")]],
    ['with conversions', [stop('string(params.user_id) != string(context.user_id)'), write('{{params.user_id}}')]],
    ['with a method', [stop('params.user_id.trim() != context.user_id'), write('{{params.user_id}}')]],
    ['the other way round', [stop('!(context.user_id == (params.user_id))'), write('{{params.user_id}}')]],
    ['in a list of the session', [stop('!(params.user_id in context.accounts)'), write('{{params.user_id}}')]],
    ['the owner of the row', [read, stop('post.user_id != context.user_id'), remove]],
    ['one of the owners', [read, stop('!post.owners.exists(o, o.id == context.user_id)'), remove]],
    ['one of the owners by name', [read, stop('!(context.user_id in post.owners)'), remove]],
  ])('by %s', (_, steps) => expect(rulesFor(steps)).toEqual([]));

  it.each([
    ['both in a message', [write('{{params.user_id}}'), log('{{params.user_id}} at {{context.user_id}}')]],
    ['both in an expression', [write('{{has(params.user_id) ? params.user_id : context.user_id}}')]],
    ['a comparison with the time', [stop('params.user_id == context.timestamp'), write('{{params.user_id}}')]],
    ['a comparison of another value', [stop('params.name != context.user_id'), write('{{params.user_id}}')]],
    ['a comparison afterwards', [write('{{params.user_id}}'), stop('params.user_id != context.user_id')]],
    ['a comparison in words', [log('{{params.user_id}} == {{context.user_id}}'), write('{{params.user_id}}')]],
  ])('but not by %s', (_, steps) => expect(rulesFor(steps)).toEqual(['sec/user-id-from-input']));

  it.each([
    ['a message that names both', [log('{{context.user_id}} deletes {{params.post_id}}'), remove]],
    ['a condition on something else', [stop('has(params.post_id) && context.user_id == "a"'), remove]],
  ])('nor an id by %s', (_, steps) => expect(rulesFor(steps)).toEqual(['sec/unscoped-id']));
});
