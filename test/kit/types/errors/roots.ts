import * as valibot from 'valibot';
import { z } from 'zod';
import { z as zod3 } from 'zod3';
import { defineFlow } from '../../../../src/kit/index.ts';

const post = z.object({ topic: z.string(), tone: z.string().optional(), likes: z.array(z.object({ by: z.string() })) });

export const withZod4 = defineFlow({ slug: 'zod-4', name: 'Zod 4', input: post }, ({ input, context, user, step }) => {
  // @expect: Property 'topik' does not exist on type 'Ref<"input", { topic: string; tone?: string | undefined; likes: { by: string; }[]; }>'. Did you mean 'topic'?
  const topic = input.topik;
  // @expect: Property 'from' does not exist on type 'Ref<"input.likes[0]", { by: string; }>'.
  const by = input.likes[0].from;
  // @expect: Property 'userid' does not exist on type 'Ref<"context", FlowContext>'. Did you mean 'user_id'?
  const id = context.userid;
  // @expect: Property 'mail' does not exist on type 'Ref<"user", FlowUser>'.
  const mail = user.mail;
  // @expect: Type 'Ref<"input.topic", string>' is not assignable to type 'Setting<number>'.
  step(null, 'delay', { ms: input.topic });
  return [topic, by, id, mail];
});

export const withZod3 = defineFlow(
  { slug: 'zod-3', name: 'Zod 3', input: zod3.object({ topic: zod3.string() }) },
  // @expect: Property 'topik' does not exist on type 'Ref<"input", { topic: string; }>'. Did you mean 'topic'?
  ({ input }) => input.topik,
);

export const withValibot = defineFlow(
  { slug: 'valibot', name: 'Valibot', input: valibot.object({ topic: valibot.string() }) },
  // @expect: Property 'topik' does not exist on type 'Ref<"input", { topic: string; }>'. Did you mean 'topic'?
  ({ input }) => input.topik,
);

export const withJsonSchema = defineFlow(
  {
    slug: 'json-schema',
    name: 'JSON Schema',
    input: {
      type: 'object',
      properties: { topic: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
    },
  },
  // @expect: Property 'tag' does not exist on type 'Ref<"input", { readonly topic: string; readonly tags: string[]; }>'. Did you mean 'tags'?
  ({ input }) => [input.topic, input.tag],
);

// @expect: Property 'name' is missing in type '{ slug: string; }' but required in type 'FlowHead<undefined>'.
export const withoutName = defineFlow({ slug: 'nameless' }, () => {});

// @expect: Object literal may only specify known properties, but 'descripton' does not exist in type 'FlowHead<undefined>'. Did you mean to write 'description'?
export const misspeltHead = defineFlow({ slug: 'head', name: 'Head', descripton: 'A flow.' }, () => {});

// @expect: Argument of type '({ step }: FlowBuilder<AnyJson>) => Promise<void>' is not assignable to parameter of type '(builder: FlowBuilder<AnyJson>) => void | JsonInput'.
export const asynchronous = defineFlow({ slug: 'later', name: 'Later' }, async ({ step }) => {
  step(null, 'delay', { ms: 1 });
});

// @expect: Type 'Date' is not assignable to type 'JsonInput | undefined'.
export const noJson = defineFlow({ slug: 'date', name: 'Date' }, () => ({ day: new Date() }));
