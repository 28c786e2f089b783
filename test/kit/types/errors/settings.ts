import { defineFlow } from '../../../../src/kit/index.ts';

export const settings = defineFlow({ slug: 'settings', name: 'Settings' }, ({ step, loop, t, expr }) => {
  const page = step('page', 'http_request', { url: 'https://example.com' });
  // @expect: Object literal may only specify known properties, but 'promt' does not exist in type 'OllamaGenerateSettings'. Did you mean to write 'prompt'?
  step(null, 'ollama_generate', { promt: 'A caption' });
  // @expect: Object literal may only specify known properties, but 'modell' does not exist in type 'OllamaGenerateSettings'. Did you mean to write 'model'?
  step(null, 'ollama_generate', { prompt: 'A caption', modell: 'llama' });
  // @expect: Property 'prompt' is missing in type '{ model: string; }' but required in type 'OllamaGenerateSettings'.
  step(null, 'ollama_generate', { model: 'llama' });
  // @expect: Argument of type '"olama_generate"' is not assignable to parameter of type 'StepTypeChoice'.
  step(null, 'olama_generate', { prompt: 'A caption' });
  // @expect: Type 'Ref<"page.status", number>' is not assignable to type 'Setting<string>'.
  step(null, 'ollama_generate', { prompt: page.status });
  // @expect: Type 'string' is not assignable to type 'Setting<number> | undefined'.
  step(null, 'directus_read', { collection: 'posts', limit: '5' });
  // @expect: Type 'Text' is not assignable to type 'Setting<number> | undefined'.
  step(null, 'directus_read', { collection: 'posts', limit: page.body.count, offset: t`${page.status}` });
  // @expect: Type 'string' is not assignable to type 'Setting<JsonObjectInput> | undefined'.
  step(null, 'directus_read', { collection: 'posts', filter: 'id = 5' });
  // @expect: Type '"FETCH"' is not assignable to type 'Setting<"DELETE" | "GET" | "HEAD" | "OPTIONS" | "PATCH" | "POST" | "PUT"> | undefined'.
  step(null, 'http_request', { url: 'https://example.com', method: 'FETCH' });
  // @expect: Object literal may only specify known properties, and 'type' does not exist in type 'Reference<string | number>'.
  step(null, 'http_request', { url: 'https://example.com', headers: { accept: { type: 'json' } } });
  // @expect: Type 'Expression<string>' is not assignable to type 'Setting<number>'.
  step(null, 'delay', { ms: expr<string>`"5"` });
  // @expect: Type '"go"' is not assignable to type 'Setting<"act" | "close" | "extract" | "get-cookies" | "navigate" | "observe" | "screenshot" | "set-cookies" | "start">'.
  step(null, 'stagehand', { action: 'go', params: {} });
  // @expect: Object literal may only specify known properties, and 'adress' does not exist in type 'Setting<{ readonly sessionId?: Setting<string> | undefined; readonly url?: Setting<string> | undefined; readonly wait_until?: Setting<"domcontentloaded" | "load" | "networkidle"> | undefined; ... 8 more ...; readonly cookies?: Setting<...> | undefined; }>'.
  step(null, 'stagehand', { action: 'navigate', params: { adress: 'https://example.com' } });
  // @expect: Type 'Date' is not assignable to type 'JsonInput | undefined'.
  step(null, 'directus_write', { collection: 'posts', item: { made: new Date() } });
  // @expect: Type '() => number' is not assignable to type 'JsonInput | undefined'.
  step(null, 'directus_write', { collection: 'posts', item: { made: () => 1 } });
  // @expect: Object literal may only specify known properties, and 'text' does not exist in type 'Setting<{ readonly role: Setting<string>; readonly content: Setting<string>; readonly images?: Setting<readonly Setting<string>[]> | undefined; }>'.
  step(null, 'ollama_chat', { messages: [{ role: 'user', text: 'Hello' }] });
  // @expect: Type 'never[]' is not assignable to type 'Steps'.
  step(null, 'condition', { if: 'true', then: [] });
  // @expect: Argument of type '"loop"' is not assignable to parameter of type 'StepTypeChoice'.
  step(null, 'loop', { items: [1], steps: () => {} });
  // @expect: Type 'Ref<"page.status", number>' is not assignable to type 'Setting<readonly JsonInput[]>'.
  loop(null, { items: page.status }, () => {});
  // @expect: Object literal may only specify known properties, but 'concurency' does not exist in type 'Omit<LoopSettings, "items" | "steps"> & { readonly items: readonly [1]; }'. Did you mean to write 'concurrency'?
  loop(null, { items: [1], concurency: 2 }, () => {});
  // @expect: Argument of type 'number' is not assignable to parameter of type 'string'.
  step(5, 'delay', { ms: 1 });
});
