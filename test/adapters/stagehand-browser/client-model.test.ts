import { describe, expect, it } from 'vitest';
import { clientModel, type ModelUse } from '../../../src/adapters/stagehand-browser/client-model.ts';
import { ServiceError, type ChatRequest, type ModelPort } from '../../../src/ports/index.ts';

const ID = { type: 'string', pattern: String.raw`^\d+-\d+$` };
const ACT = {
  type: 'object',
  properties: {
    action: { anyOf: [{ type: 'object', properties: { elementId: ID }, required: ['elementId'] }, { type: 'null' }] },
    twoStep: { type: 'boolean' },
  },
  required: ['action', 'twoStep'],
};

/** A model that gives these answers, and the driver's side of one operation on it. */
function open(...answers: Array<string | Error>) {
  const requests: ChatRequest[] = [];
  const use: ModelUse = { signal: new AbortController().signal, hidden: {}, answers: 0 };
  const port = {
    async chat(request: ChatRequest) {
      requests.push(request);
      const answer = answers.shift();
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error('asked too often');
      return { model: 'm', response: answer, prompt_eval_count: 10, eval_count: 3 };
    },
  } as unknown as ModelPort;
  const model = clientModel(() => port);
  model.use(use);
  const ask = (prompt: string, name = 'Act', schema: object = ACT) =>
    model.generate({
      messages: [{ role: 'user', content: { type: 'text', text: prompt } }],
      systemPrompt: 'Be exact',
      responseFormat: { type: 'json_schema', name, schema },
    } as Parameters<typeof model.generate>[0]);
  return { requests, use, ask };
}

const BUY = '[0-4] main\n  [0-7] button: Buy now\n  [0-77] button: Sell';

describe('the model of the driver', () => {
  it('answers with what the model chose, and remembers the line of the element', async () => {
    const { ask, use, requests } = open('{"action":{"elementId":"7"},"twoStep":false}');
    const result = await ask(BUY);
    expect(result).toMatchObject({
      structuredContent: { action: { elementId: '0-7' }, twoStep: false },
      usage: { inputTokens: 10, outputTokens: 3, totalTokens: 13 },
    });
    expect(use).toMatchObject({ answers: 1, element: 'button: Buy now' });
    expect(requests[0]).toMatchObject({ system: 'Be exact', options: { temperature: 0 } });
  });

  it('answers for the log without the model', async () => {
    const { ask, requests } = open();
    expect(await ask('x', 'Metadata')).toMatchObject({ structuredContent: { completed: true } });
    expect(requests).toEqual([]);
  });

  it('says where to name a model, since a step of a browser names none', async () => {
    const { ask, use } = open(
      new ServiceError('model', 'MODEL_REQUIRED', 'No model', { detail: 'Set "model" in the step' }),
    );
    await expect(ask(BUY)).rejects.toThrow('No model is configured for the browser');
    expect(use.failure).toMatchObject({
      code: 'MODEL_REQUIRED',
      service: 'browser',
      detail: expect.stringMatching(/^Set STAGEHAND_MODEL, or OLLAMA_MODEL,/),
    });
  });

  it('remembers no element of an action in two steps', async () => {
    const { ask, use } = open('{"action":{"elementId":"0-7"},"twoStep":true}');
    await ask(BUY);
    expect(use.element).toBeUndefined();
  });

  it('asks again with the answer and its problems', async () => {
    const { ask, requests } = open('I would buy.', '{"action":null,"twoStep":false}');
    await ask(BUY);
    expect(requests[1]!.messages.slice(1)).toEqual([
      { role: 'assistant', content: 'I would buy.' },
      { role: 'user', content: expect.stringContaining('the answer is not JSON') as string },
    ]);
  });

  it('keeps the failure for those who see only its sentence', async () => {
    const failure = new ServiceError('model', 'UNAVAILABLE', 'The model server cannot be reached');
    const { ask, use } = open(failure);
    await expect(ask(BUY)).rejects.toBe(failure);
    expect(use).toMatchObject({ failure, answers: 0 });
  });

  it('names the selector as the way out when the page is too long', async () => {
    const { ask } = open(new ServiceError('model', 'PROMPT_TOO_LONG', 'The prompt is too long: about 9 tokens'));
    await expect(ask(BUY)).rejects.toMatchObject({
      service: 'browser',
      code: 'PROMPT_TOO_LONG',
      detail: expect.stringContaining('"selector"') as string,
    });
  });

  it('hides values, but not in the ids of elements', async () => {
    const { ask, use, requests } = open('{"action":null,"twoStep":false}');
    use.hidden = { pin: '0-77', word: 'Buy $& now', no: 'e' };
    await ask('type 0-77\n[0-77] textbox: 0-77\n[0-7] button: Buy $& now');
    expect(requests[0]!.messages[0]!.content).toBe('type %pin%\n[0-77] textbox: %pin%\n[0-7] button: %word%');
  });

  it('asks nothing when it was aborted', async () => {
    const { ask, use, requests } = open('{}');
    use.signal = AbortSignal.abort(new Error('enough'));
    await expect(ask(BUY)).rejects.toThrow('enough');
    expect(requests).toEqual([]);
  });
});
