import type { JsonObject } from '../../../src/json.ts';
import type { FlowDraft } from './flow-draft.ts';

/** Adds a few steps, as an author would write them, to a flow. */
export type Recipe = (draft: FlowDraft) => void;

const UUID = 'a1b2c3d4-e5f6-7890-abcd-ef1234567890';
const MODELS = ['dolphin3:8b', 'qwen2.5:7b-instruct', 'llama3.2:3b'];

/** Every flow starts with it: whose profile it is about. */
export const ownProfile: Recipe = (draft) => {
  const key = draft.name('profile');
  const filter = { id: { _eq: draft.ref('input.profile_id') }, user_id: { _eq: draft.ref('context.user_id') } };
  read(draft, key, { collection: 'creator_profiles', filter, fields: 'id,username,platform', limit: 1 });
  draft.values.push({ path: `${key}.id`, kind: 'id' }, { path: `${key}.username`, kind: 'text' });
};

const rows: Recipe = (draft) => {
  const key = draft.name('rows');
  const filter = { creator_profile_id: { _eq: draft.some('id') }, status: { _in: ['queued', 'processing'] } };
  const fields = draft.random.chance(0.5) ? ['id', 'status', 'progress'] : 'id, status, progress';
  read(draft, key, {
    collection: 'media_jobs',
    filter,
    fields,
    sort: '-created_at',
    limit: draft.random.pick([5, 20, 100]),
  });
  draft.values.push({ path: key, kind: 'list' });
};

const generated: Recipe = (draft) => {
  const key = draft.name('caption');
  const settings: JsonObject = {
    model: draft.random.pick(MODELS),
    prompt: `Write ${draft.random.pick(['a caption', 'a title', 'three ideas'])} about ${draft.some('text')}. Price: $5.`,
    system: 'You write short texts in plain words.',
    options: { temperature: 0.7, num_predict: 200 },
  };
  const type = draft.dialect === 1 ? 'ollama_generate' : 'ollama';
  const retry = draft.random.chance(0.3) ? { retry: { attempts: 2, delay_ms: 500 } } : {};
  if (draft.random.chance(0.4)) {
    draft.add(draft.step(type, key, { ...settings, format: { title: 'string', tags: ['string'] } }, retry), {
      path: `${key}.json.title`,
      kind: 'model-text',
    });
  } else draft.add(draft.step(type, key, settings, retry), { path: `${key}.response`, kind: 'model-text' });
};

const chat: Recipe = (draft) => {
  const key = draft.name('answer');
  const messages = [
    { role: 'system', content: 'You are kind.' },
    { role: 'user', content: `Tell me about ${draft.some('text')}` },
  ];
  const type = draft.dialect === 1 ? 'ollama_chat' : 'ollama';
  draft.add(draft.step(type, key, { model: draft.random.pick(MODELS), messages }), {
    path: `${key}.message.content`,
    kind: 'model-text',
  });
};

const stored: Recipe = (draft) => {
  if (!draft.values.some(({ kind }) => kind === 'model-text')) generated(draft);
  const key = draft.name('post');
  const item = {
    creator_profile_id: draft.some('id'),
    platform: draft.ref('input.platform'),
    caption: draft.some('model-text'),
    scheduled_time: draft.ref('context.timestamp'),
    status: 'pending',
  };
  write(draft, key, 'scheduled_posts', item);
  if (draft.random.chance(0.5)) update(draft, 'scheduled_posts', draft.ref(`${key}.id`), { status: 'queued' });
  draft.values.push({ path: `${key}.id`, kind: 'text' });
};

const queued: Recipe = (draft) => {
  const job = draft.name('job');
  write(draft, job, 'media_jobs', {
    operation: 'apply_watermark',
    creator_profile_id: draft.some('id'),
    status: 'queued',
  });
  if (draft.dialect === 2) return;
  const key = draft.name('queued');
  const settings = {
    queue: 'media-jobs',
    job: { type: 'apply_watermark', id: draft.ref(`${job}.id`) },
    options: { priority: 10 },
  };
  draft.add({ type: 'bullmq_enqueue', result_key: key, config: settings }, { path: `${key}.bullId`, kind: 'text' });
};

const fetched: Recipe = (draft) => {
  const key = draft.name('page');
  const settings: JsonObject = {
    url: `https://api.example.com/profiles/${draft.some('id')}/stats`,
    method: 'GET',
    query: { limit: draft.ref('input.count'), page: 1 },
    headers: { accept: 'application/json' },
  };
  const type = draft.dialect === 1 ? 'http_request' : 'http';
  draft.add(draft.step(type, key, settings, { timeout_ms: 20_000 }), { path: `${key}.status`, kind: 'number' });
};

const browsed: Recipe = (draft) => {
  const key = draft.name('stats');
  const schema = { subscribers: 'number', posts: 'number' };
  const instruction = 'Read the number of subscribers and posts';
  const url = `https://onlyfans.com/${draft.some('id')}/stats`;
  if (draft.dialect === 2) {
    draft.add(
      { type: 'stagehand', name: key, action: 'extract', params: { url, instruction, schema } },
      { path: `${key}.subscribers`, kind: 'number' },
    );
    return;
  }
  const session = draft.name('browser');
  const sessionId = draft.ref(`${session}.sessionId`);
  draft.add({ type: 'stagehand_start', result_key: session, config: { viewport: { width: 1280, height: 800 } } });
  draft.add({ type: 'stagehand_navigate', config: { sessionId, url, wait_until: 'load' } });
  draft.add({ type: 'stagehand_act', config: { sessionId, action: 'click the Stats tab' } });
  draft.add(
    { type: 'stagehand_extract', result_key: key, config: { sessionId, instruction, schema } },
    { path: `${key}.subscribers`, kind: 'number' },
  );
  const close = { type: 'stagehand_close', config: { sessionId } };
  if (draft.random.chance(0.5)) draft.finally.push(close);
  else draft.add(close);
};

const decided: Recipe = (draft) => {
  if (!draft.values.some(({ kind }) => kind === 'list')) rows(draft);
  const list = draft.random.pick(draft.values.filter(({ kind }) => kind === 'list')).path;
  const log = draft.step('log', undefined, { message: `There are jobs for ${draft.some('text')}`, level: 'info' });
  const note = draft.step('log', undefined, { message: 'Nothing to do', data: { count: draft.ref('input.count') } });
  const settings = {
    if: `size(${list}) > 0 && ${draft.dialect === 1 ? 'input' : 'params'}.deep`,
    then: [log],
    else: [note],
  };
  draft.add(draft.step('condition', undefined, settings));
};

const looped: Recipe = (draft) => {
  if (!draft.values.some(({ kind }) => kind === 'list')) rows(draft);
  const list = draft.random.pick(draft.values.filter(({ kind }) => kind === 'list')).path;
  const key = draft.name('rounds');
  const inner = draft.step('log', undefined, {
    message: `Job ${draft.ref('row.id')} is ${draft.ref('row.status')} (${draft.ref('index')})`,
  });
  const settings = { items: draft.ref(list), as: 'row', concurrency: 2, max_items: 100, steps: [inner] };
  draft.add(draft.step('loop', key, settings), { path: key, kind: 'list' });
  draft.values.pop();
};

const sideBySide: Recipe = (draft) => {
  const key = draft.name('both');
  const term = draft.name('left');
  const delay = draft.name('right');
  const left = draft.step('transform', term, { template: { topic: draft.some('text'), fixed: ['a', 1, true, null] } });
  const right = draft.step('delay', delay, { ms: draft.random.pick([10, 500, 2_000]) });
  draft.add(draft.step('parallel', key, { branches: { words: [left], pause: [right] }, concurrency: 2 }), {
    path: `${key}.words.${term}.topic`,
    kind: 'text',
  });
};

const scripted: Recipe = (draft) => {
  const key = draft.name('sum');
  const settings = {
    code: 'return { total: args.a + args.b, price: `$${args.a}` };',
    args: { a: draft.some('number'), b: 2 },
  };
  draft.add(draft.step('script', key, settings, { timeout_ms: 2_000 }), { path: `${key}.total`, kind: 'number' });
};

const computed: Recipe = (draft) => {
  const key = draft.name('doubled');
  const root = draft.dialect === 1 ? 'input' : 'params';
  const expression = draft.random.pick([
    `${root}.count * 2 + 1`,
    `${root}.deep ? ${root}.count : 0`,
    `size(${root}.topic)`,
  ]);
  draft.add(draft.step('transform', key, { expression }), { path: key, kind: 'number' });
};

const waited: Recipe = (draft) => {
  const job = draft.name('job');
  write(draft, job, 'media_jobs', {
    operation: 'create_teaser',
    creator_profile_id: draft.some('id'),
    status: 'queued',
  });
  const seen = draft.name('seen');
  const poll = readStep(draft, seen, { collection: 'media_jobs', id: draft.ref(`${job}.id`), fields: 'id,status' });
  draft.add(
    draft.step(
      'wait-for',
      undefined,
      { until: `${seen}.status == "completed"`, steps: [poll], interval_ms: 1_000 },
      { timeout_ms: 60_000 },
    ),
  );
};

const searched: Recipe = (draft) => {
  const key = draft.name('hits');
  if (draft.dialect === 1) {
    draft.add({
      type: 'directus_search',
      result_key: key,
      config: { collection: 'scraped_media', query: draft.some('text'), fields: 'id,caption', limit: 10 },
    });
  } else {
    draft.add({
      type: 'directus',
      name: key,
      operation: 'search-items',
      collection: 'scraped_media',
      query: draft.some('text'),
      fields: 'id,caption',
      limit: 10,
    });
  }
  draft.add(
    draft.step('log', undefined, { message: `First: ${draft.ref(`${key}[0].caption`)}` }, { when: `size(${key}) > 0` }),
  );
};

const taxonomy: Recipe = (draft) => {
  if (draft.dialect === 2) return;
  const key = draft.name('terms');
  draft.add({
    type: 'taxonomy_terms_read',
    result_key: key,
    config: { platform: draft.ref('input.platform'), limit: 10 },
  });
  draft.add(draft.step('log', undefined, { message: 'Terms', data: { terms: draft.ref(key) } }));
  if (!draft.random.chance(0.8)) return;
  draft.add({
    type: 'directus_write',
    config: { collection: 'taxonomy_mapping', item: { tag: 'beach', dimension_id: 3 } },
  });
  draft.add({ type: 'taxonomy_invalidate', config: {} });
};

const triggered: Recipe = (draft) => {
  const payload = { topic: draft.some('text'), user_id: draft.ref('context.user_id') };
  if (draft.dialect === 1) draft.add({ type: 'directus_trigger', config: { flow_uuid: UUID, payload } });
  else draft.add({ type: 'directus', operation: 'trigger-flow', id: UUID, data: payload });
};

const guarded: Recipe = (draft) => {
  const handler = draft.step('log', undefined, { message: `Failed: ${draft.ref('error.message')}`, level: 'warn' });
  const envelope = draft.random.chance(0.5) ? { on_error: { steps: [handler] } } : { on_error: 'continue' };
  const settings = { url: 'https://api.example.com/ping', method: 'POST', body: { topic: draft.ref('input.topic') } };
  draft.add(
    draft.step(draft.dialect === 1 ? 'http_request' : 'http', undefined, settings, { ...envelope, timeout_ms: 5_000 }),
  );
};

export const RECIPES: readonly Recipe[] = [
  rows,
  generated,
  chat,
  stored,
  queued,
  fetched,
  browsed,
  decided,
  looped,
  sideBySide,
  scripted,
  computed,
  waited,
  searched,
  taxonomy,
  triggered,
  guarded,
];

function readStep(draft: FlowDraft, key: string, settings: JsonObject): JsonObject {
  if (draft.dialect === 1) return { type: 'directus_read', result_key: key, config: settings };
  const operation = settings['id'] === undefined ? 'read-items' : 'read-item';
  return { type: 'directus', name: key, operation, ...settings };
}

function read(draft: FlowDraft, key: string, settings: JsonObject): void {
  draft.add(readStep(draft, key, settings));
}

function write(draft: FlowDraft, key: string, collection: string, item: JsonObject): void {
  if (draft.dialect === 1) draft.add({ type: 'directus_write', result_key: key, config: { collection, item } });
  else draft.add({ type: 'directus', name: key, operation: 'create-item', collection, data: item });
}

function update(draft: FlowDraft, collection: string, id: string, item: JsonObject): void {
  if (draft.dialect === 1) draft.add({ type: 'directus_update', config: { collection, id, item } });
  else draft.add({ type: 'directus', operation: 'update-item', collection, id, data: item });
}
