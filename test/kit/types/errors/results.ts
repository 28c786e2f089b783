import { defineFlow } from '../../../../src/kit/index.ts';

export const misspelt = defineFlow({ slug: 'results', name: 'Results' }, ({ input, step, loop, at }) => {
  const caption = step('caption', 'ollama_generate', { prompt: 'A caption' });
  // @expect: Property 'respnse' does not exist on type 'Ref<"caption", ModelAnswer>'. Did you mean 'response'?
  const answer = caption.respnse;
  // @expect: Property 'json' does not exist on type 'Ref<"caption", ModelAnswer>'.
  const parsed = caption.json;
  const answered = step('answered', 'ollama_generate', {
    prompt: 'Tags',
    format: { type: 'object', properties: { tags: { type: 'array', items: { type: 'string' } } } },
  });
  // @expect: Property 'tag' does not exist on type 'Ref<"answered.json", { readonly tags: string[]; }>'. Did you mean 'tags'?
  const tags = answered.json.tag;
  // @expect: Property 'length' does not exist on type 'Ref<"answered.json.tags[0]", string>'.
  const part = answered.json.tags[0].length;
  const profile = step('profile', 'directus_read', { collection: 'profiles', fields: 'id, username', limit: 1 });
  // @expect: Property 'user_name' does not exist on type 'Ref<"profile", Row<"id" | "username"> | null>'. Did you mean 'username'?
  const name = profile.user_name;
  const rows = step('rows', 'directus_read', { collection: 'profiles', fields: ['id', 'owner.name'] });
  // @expect: Property 'id' does not exist on type 'Ref<"rows", Row<"id" | "owner">[]>'.
  const id = rows.id;
  // @expect: Property 'owners' does not exist on type 'Ref<"rows[0]", Row<"id" | "owner">>'. Did you mean 'owner'?
  const owner = rows[0].owners;
  const found = step('found', 'stagehand_extract', {
    sessionId: '$s',
    instruction: 'All',
    schema: { title: 'string' },
  });
  // @expect: Property 'titel' does not exist on type 'Ref<"found", { readonly title: string; }>'. Did you mean 'title'?
  const title = found.titel;
  const page = step('page', 'http_request', { url: 'https://example.com' });
  const status = page.headers.etag.length;
  // @expect: Property 'statusCode' does not exist on type 'Ref<"page", HttpRequestResult>'.
  const code = page.statusCode;
  const rounds = loop('rounds', { items: input.list }, ({ item }) => ({
    got: step('got', 'http_request', { url: item.url }),
  }));
  // @expect: Property 'gott' does not exist on type 'Ref<"rounds[0]", { got: HttpRequestResult; } | null>'. Did you mean 'got'?
  const first = rounds[0].gott;
  const both = step('both', 'parallel', {
    branches: { left: () => ({ one: step('one', 'delay', { ms: 1 }) }), right: () => ({}) },
  });
  // @expect: Property 'middle' does not exist on type 'Ref<"both", { readonly left: { one: DelayResult; }; readonly right: {}; }>'.
  const middle = both.middle;
  // @expect: Property 'waited' does not exist on type 'Ref<"both.left.one", DelayResult>'.
  const waited = both.left.one.waited;
  const choice = step('choice', 'condition', { if: 'true', then: () => step(null, 'stagehand_start', {}) });
  // @expect: Property 'session' does not exist on type 'Ref<"choice.result", StagehandStartResult>'. Did you mean 'sessionId'?
  const session = choice.result.session;
  const unnamed = step(null, 'stagehand_start', {});
  // @expect: Property 'sessionId' does not exist on type 'Unnamed<StagehandStartResult>'.
  const lost = unnamed.sessionId;
  // @expect: Property 'then' does not exist on type 'Ref<"caption", ModelAnswer>'.
  const promise = caption.then;
  return [
    answer,
    parsed,
    tags,
    part,

    name,
    id,
    owner,
    title,
    status,
    code,
    first,
    middle,
    waited,
    session,
    at(rows, 12),
    lost,
    promise,
  ];
});
