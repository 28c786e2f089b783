import { describe, expect, it } from 'vitest';
import { ollamaModel } from '../../src/adapters/ollama-model/index.ts';
import type { JsonObject } from '../../src/json.ts';
import type { StepContext } from '../../src/step.ts';
import { ollamaChat } from '../../src/steps/ollama-chat.ts';
import { ollamaGenerate } from '../../src/steps/ollama-generate.ts';
import { ollama } from '../../src/steps/ollama.ts';
import { startOllamaServer, type OllamaServer } from '../fakes/ollama-server.ts';
import { recordingPorts, rejection, runStep, stepContext, type TestContext } from '../fakes/ports.ts';

const FORMAT = { title: 'string', likes: 'number' };
const SCHEMA = {
  type: 'object',
  properties: { title: { type: 'string' }, likes: { type: 'number' } },
  required: ['title', 'likes'],
};

/** A step's context on a server that answers in turn with the given texts. */
async function modelThatSays(
  ...answers: string[]
): Promise<{ server: OllamaServer; context: TestContext } & AsyncDisposable> {
  const server = await startOllamaServer({
    answer: () => answers[Math.min(server.requests.length, answers.length) - 1]!,
  });
  const { ports } = recordingPorts();
  const context = stepContext({ ...ports, model: ollamaModel({ host: server.url, defaultModel: 'dolphin3:8b' }) });
  return { server, context, [Symbol.asyncDispose]: () => server.close() };
}

function bodies(server: OllamaServer): JsonObject[] {
  return server.requests.map(({ body }) => body);
}

describe.each([
  ['ollama_generate', ollamaGenerate],
  ['ollama', ollama],
])('%s', (_, stepType) => {
  it("gives Ollama's answer and tells its tokens as they come", async () => {
    await using model = await modelThatSays('Hello there');
    const settings = { prompt: 'Say hello', system: 'Be brief', options: { temperature: 0.1 }, keep_alive: '5m' };
    const result = await runStep(stepType, settings, model.context);
    expect(result).toMatchObject({ model: 'dolphin3:8b', response: 'Hello there', done: true });
    expect(result).not.toHaveProperty('json');
    expect(bodies(model.server)[0]).toMatchObject({
      prompt: 'Say hello',
      system: 'Be brief',
      options: { temperature: 0.1 },
    });
    expect(model.context.told.map(({ kind, done }) => [kind, done])).toEqual([
      ['tokens', 1],
      ['tokens', 2],
    ]);
    expect(model.context.told.map(({ text }) => text).join('')).toBe('Hello there');
  });

  it.each([
    ['bare', '{"title":"Beach","likes":3}'],
    ['in a code fence', 'Sure!\n```json\n{"title":"Beach","likes":3}\n```'],
    ['with prose around it', 'Here it is: {"title":"Beach","likes":3}. Enjoy!'],
  ])('gives the parsed answer for a format when it comes %s', async (_kind, text) => {
    await using model = await modelThatSays(text);
    const result = await runStep(stepType, { prompt: 'p', format: FORMAT }, model.context);
    expect(result).toMatchObject({ json: { title: 'Beach', likes: 3 }, response: text });
    expect(bodies(model.server).map(({ format }) => format)).toEqual([SCHEMA]);
  });

  it('asks once more, with the mistakes, when the answer does not fit', async () => {
    await using model = await modelThatSays('{"title":5}', '{"title":"Beach","likes":3}');
    const result = await runStep(stepType, { prompt: 'Describe it', format: FORMAT }, model.context);
    expect(result).toMatchObject({ json: { title: 'Beach', likes: 3 } });
    const [, second] = bodies(model.server);
    expect(second!.prompt).toContain('Describe it');
    expect(second!.prompt).toContain('{"title":5}');
    expect(second!.prompt).toContain('likes is required');
    expect(second!.prompt).toContain('title: must be a text (got 5)');
  });

  it('fails with what was wrong when the second answer does not fit either', async () => {
    await using model = await modelThatSays('I would rather not', '{"title":"Beach"}');
    const error = await rejection(runStep(stepType, { prompt: 'p', format: FORMAT }, model.context));
    expect(error).toMatchObject({
      code: 'FORMAT_MISMATCH',
      isRetryable: true,
      data: { problems: ['likes is required'] },
    });
    expect(error.message).toContain('likes is required');
    expect(model.server.count('/api/generate')).toBe(2);
  });

  it('takes any JSON for the format "json"', async () => {
    await using model = await modelThatSays('[1, 2]');
    expect(await runStep(stepType, { prompt: 'p', format: 'json' }, model.context)).toMatchObject({ json: [1, 2] });
    expect(bodies(model.server)[0]!.format).toBe('json');
  });

  it('fills defaults of the schema in', async () => {
    await using model = await modelThatSays('{}');
    const format = { type: 'object', properties: { tone: { type: 'string', default: 'calm' } } };
    expect(await runStep(stepType, { prompt: 'p', format }, model.context)).toMatchObject({ json: { tone: 'calm' } });
  });

  it('refuses a format that is no schema', () => {
    const { error } = stepType.config.safeParse({ prompt: 'p', format: { likes: 'nummer' } });
    expect(error?.issues[0]).toMatchObject({
      path: ['format', 'likes'],
      message: expect.stringContaining('"nummer" is not a type') as string,
    });
  });
});

describe.each([
  ['ollama_chat', ollamaChat],
  ['ollama', ollama],
])('%s with messages', (_, stepType) => {
  const messages = [{ role: 'user', content: 'Hi' }];

  it('gives the message and its text', async () => {
    await using model = await modelThatSays('Hello');
    const result = await runStep(stepType, { messages, system: 'Be kind', model: 'qwen2.5:7b' }, model.context);
    expect(result).toMatchObject({
      model: 'qwen2.5:7b',
      response: 'Hello',
      message: { role: 'assistant', content: 'Hello' },
    });
    expect(bodies(model.server)[0]!.messages).toEqual([{ role: 'system', content: 'Be kind' }, ...messages]);
  });

  it('puts the wrong answer and what was wrong into the conversation', async () => {
    await using model = await modelThatSays('no', '{"title":"Beach","likes":3}');
    const result = await runStep(stepType, { messages, format: FORMAT }, model.context);
    expect(result).toMatchObject({ json: { title: 'Beach', likes: 3 } });
    expect(bodies(model.server)[1]!.messages).toEqual([
      ...messages,
      { role: 'assistant', content: 'no' },
      { role: 'user', content: expect.stringContaining('the answer is not JSON') as string },
    ]);
  });
});

describe('ollama', () => {
  it('lists the models', async () => {
    await using server = await startOllamaServer({ models: ['a:1b', 'b:2b'] });
    const { ports } = recordingPorts();
    const context: StepContext = stepContext({ ...ports, model: ollamaModel({ host: server.url }) });
    const models = (await runStep(ollama, { operation: 'list-models' }, context)) as JsonObject[];
    expect(models.map(({ name }) => name)).toEqual(['a:1b', 'b:2b']);
    expect(Object.keys(models[0]!)).toEqual(['name', 'size', 'modified_at']);
  });

  it.each<[JsonObject, string]>([
    [{}, 'prompt'],
    [{ operation: 'chat', prompt: 'p' }, 'messages'],
    [{ operation: 'generate', messages: [{ role: 'user', content: 'x' }] }, 'prompt'],
    [{ prompt: 'p', messages: [{ role: 'user', content: 'x' }] }, 'prompt'],
    [{ messages: [{ role: 'user', content: 'x' }], images: ['aGk='] }, 'images'],
    [{ messages: [] }, 'messages'],
  ])('refuses %j, naming %s', (config, setting) => {
    expect(ollama.config.safeParse(config).error?.issues.map(({ path }) => path[0])).toContain(setting);
  });
});

describe('the stub of a model', () => {
  it('fits the asked format', async () => {
    const generate = await ollamaGenerate.stub(
      ollamaGenerate.config.parse({ prompt: 'p', format: FORMAT }),
      stepContext(),
    );
    expect(generate).toMatchObject({ response: '{"title":"title","likes":0}', json: { title: 'title', likes: 0 } });
    const chat = await ollamaChat.stub(
      ollamaChat.config.parse({ messages: [{ role: 'user', content: 'Hi' }] }),
      stepContext(),
    );
    expect(chat).toMatchObject({
      response: 'Stub answer to: Hi',
      message: { role: 'assistant', content: 'Stub answer to: Hi' },
    });
  });

  it('has the type that the settings promise', () => {
    expect(ollamaGenerate.resultType({ prompt: 'p', format: FORMAT })).toMatchObject({ properties: { json: SCHEMA } });
    expect(ollamaGenerate.resultType({ prompt: 'p' })!.properties).not.toHaveProperty('json');
    expect(ollama.resultType({ operation: 'list-models' })).toMatchObject({ type: 'array' });
    expect(ollama.resultType({ operation: '$input.operation' })).toBeUndefined();
  });
});
