import * as valibot from 'valibot';
import { z } from 'zod';
import { z as zod3 } from 'zod3';
import { defineFlow, type FlowDocument, type Ref } from '../../../../src/kit/index.ts';

const input = z.object({
  platform: z.enum(['x', 'y']),
  topic: z.string().optional(),
  count: z.number().default(5),
  tags: z.array(z.string()),
  posts: z.array(z.object({ id: z.string(), likes: z.number() })),
  more: z.unknown(),
});

/** Everything here is right: the compiler must say nothing. */
export const everything = defineFlow(
  { slug: 'everything', name: 'Everything', input, output_schema: z.object({ status: z.number() }), timeout_ms: 1000 },
  ({ input, context, user, env, step, loop, always, t, expr, ref, at }) => {
    const profile = step('profile', 'directus_read', {
      collection: 'profiles',
      fields: 'id, username',
      limit: 1,
      filter: { user_id: { _eq: context.user_id }, platform: { _in: [input.platform, 'z'] } },
    });
    step(null, 'error', { message: t`No ${input.platform}, ${5}` }, { when: expr`${profile} == null` });
    const caption = step(
      'caption',
      'ollama_generate',
      { prompt: t`About ${input.topic}`, format: z.object({ title: z.string(), tags: z.array(z.string()) }) },
      {
        retry: { attempts: 2, if: expr`${ref('error').code} == "BUSY"` },
        on_error: ({ error }) => {
          step(null, 'log', { message: error.message });
        },
      },
    );
    const title: Ref<'caption.json.title', string> = caption.json.title;
    const rounds = loop('rounds', { items: caption.json.tags, concurrency: 2 }, ({ item, index }) => ({
      page: step('page', 'http_request', { url: t`https://example.com/${item}?n=${index}`, body: { item, index } }),
    }));
    loop(null, { items: input.posts, as: 'post' }, ({ item }) => {
      step(null, 'log', { message: item.id, data: { likes: item.likes, all: item } });
    });
    loop(null, { items: ['a', input.topic] }, ({ item }) => {
      step(null, 'log', { message: item });
    });
    const found = step('found', 'condition', {
      if: expr`${input.count} > 3`,
      then: () => step(null, 'taxonomy_terms_read', { limit: 3 }),
      else: () => step('other', 'stagehand_start', {}),
    });
    const both = step('both', 'parallel', {
      branches: { left: () => ({ wait: step('wait', 'delay', { ms: input.count }) }), right: () => {} },
    });
    const made = step('made', 'transform', { template: { text: caption.response, list: [input.count], note: t`x` } });
    const twice = step('twice', 'transform', { expression: expr<number>`${input.count} * 2` });
    const open = step('open', 'script', { code: 'return 1', args: { made, twice } });
    const own = step('own', { type: 'my_step' }, { anything: open.what.ever[0], steps: () => {} });
    const written = step('written', 'directus_write', {
      collection: 'posts',
      item: [{ by: user.id }, { by: env.NAME }],
    });
    always(() => {
      step(null, 'stagehand_close', { sessionId: found.result.sessionId }, { when: 'found != null' });
    });
    return {
      title,
      status: rounds[0].page.status,
      twelfth: at(input.tags, 12),
      branch: found.branch,
      waited: both.left.wait.waited_ms,
      text: made.text,
      own: own.more.than.that,
      nothing: undefined,
      more: input.more.of.it,
      written: written[0].id,
    };
  },
);

export const inputs: FlowDocument[] = [
  defineFlow(
    { slug: 'a', name: 'A', input: zod3.object({ at: zod3.object({ x: zod3.number() }) }) },
    (flow) => flow.input.at.x,
  ),
  defineFlow(
    { slug: 'b', name: 'B', input: valibot.object({ x: valibot.optional(valibot.number()) }) },
    (flow) => flow.input.x,
  ),
  defineFlow(
    { slug: 'c', name: 'C', input: { type: 'object', properties: { x: {} } }, dialect: 2 },
    (flow) => flow.input.x.y,
  ),
  defineFlow({ slug: 'd', name: 'D' }, (flow) => flow.input.x.y),
];
