import type { ClientLLM } from '@browserbasehq/stagehand';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { compileJsonSchema } from '../../json-schema.ts';
import { ServiceError, type ChatMessage, type ModelAnswer, type ModelPort } from '../../ports/index.ts';
import { answerJson } from './answer-json.ts';
import { grammarSchema, withWholeIds } from './answer-schema.ts';
import { answerMismatch, browserModelRequired, pageTooLong } from './failures.ts';
import { chosenElement } from './chosen-element.ts';

type GenerateParams = Parameters<ClientLLM['generate']>[0];
type GenerateResult = Awaited<ReturnType<ClientLLM['generate']>>;

const MAX_SCHEMAS = 100;
/** Shorter ones say nothing, and would be found everywhere. */
const LEAST_HIDDEN_CHARACTERS = 3;

/** What one operation of a session asks of the model, and what came of it. */
export interface ModelUse {
  signal: AbortSignal;
  /** Values that the model must not see, by the names that stand for them. */
  hidden: Readonly<Record<string, string>>;
  /** How many of its questions were answered. */
  answers: number;
  /** Why the model could not answer. The driver passes on only the sentence of an error. */
  failure?: unknown;
  /** `role: name` of the element that the last answer chose. */
  element?: string;
}

export interface ClientModel {
  generate: ClientLLM['generate'];
  /** Whose questions the next ones are: a session does one thing at a time. */
  use(use: ModelUse): void;
}

/** The model of the driver, which asks it for JSON, on the model port. */
export function clientModel(openModel: () => ModelPort | Promise<ModelPort>): ClientModel {
  let current: ModelUse | undefined;
  return {
    use(next) {
      current = next;
    },
    async generate(params) {
      const use = current;
      if (use === undefined) throw new Error('The driver asked the model although nothing was to be done');
      try {
        const result = await answer(params, use, openModel);
        use.answers += 1;
        return result;
      } catch (error) {
        use.failure = inWordsOfTheBrowser(error);
        throw use.failure;
      }
    },
  };
}

async function answer(
  params: GenerateParams,
  use: ModelUse,
  openModel: () => ModelPort | Promise<ModelPort>,
): Promise<GenerateResult> {
  const format = params.responseFormat;
  if (format?.type !== 'json_schema') throw new Error('The driver asked the model for something that is not JSON');
  // Only a line in the driver's log depends on it; asking the model would take as long as the extraction itself.
  if (format.name === 'Metadata') return structured({ progress: 'done', completed: true });
  use.signal.throwIfAborted();
  const model = await openModel();
  const schema = sameSchema(format.schema as JsonObject);
  const system = textOf(params.systemPrompt ?? '');
  const messages = params.messages.map(({ role, content }) => ({ role, content: hide(textOf(content), use.hidden) }));
  const ask = (asked: ChatMessage[]) =>
    model.chat(
      { messages: asked, system, format: grammarSchema(schema), options: { temperature: 0 } },
      { signal: use.signal },
    );
  const first = await ask(messages);
  const firstTry = await read(first, schema);
  if (firstTry.problems.length === 0) return accept(firstTry.value, first, messages, use);
  const second = await ask([
    ...messages,
    { role: 'assistant', content: first.response },
    { role: 'user', content: repairRequest(firstTry.problems) },
  ]);
  const secondTry = await read(second, schema);
  if (secondTry.problems.length === 0) return accept(secondTry.value, second, messages, use);
  throw answerMismatch(secondTry.problems, second.response);
}

/** Schemas by their text. */
const schemas = new Map<string, JsonObject>();

/** The driver sends the schema of an action anew each time; compiling it takes as long as the rest of what is done here. */
function sameSchema(schema: JsonObject): JsonObject {
  const text = JSON.stringify(schema);
  const known = schemas.get(text);
  if (known !== undefined) return known;
  if (schemas.size >= MAX_SCHEMAS) schemas.clear();
  schemas.set(text, schema);
  return schema;
}

function accept(value: Json, answer: ModelAnswer, messages: readonly ChatMessage[], use: ModelUse): GenerateResult {
  const element = chosenElement(value, messages.map(({ content }) => content).join('\n'));
  if (element === undefined) delete use.element;
  else use.element = element;
  return structured(value, answer);
}

async function read({ response }: ModelAnswer, schema: JsonObject): Promise<{ value: Json; problems: string[] }> {
  const json = answerJson(response);
  if (json === undefined) return { value: null, problems: ['the answer is not JSON'] };
  const { value, problems } = (await compileJsonSchema(schema)).validate(withWholeIds(json));
  return { value, problems: problems.map(({ message }) => message) };
}

function repairRequest(problems: readonly string[]): string {
  const lines = problems.map((problem) => `- ${problem}`);
  return ['Your answer cannot be used:', ...lines, 'Answer again, with the corrected JSON only.'].join('\n');
}

function structured(value: Json, answer?: ModelAnswer): GenerateResult {
  const [inputTokens, outputTokens] = [tokens(answer?.prompt_eval_count), tokens(answer?.eval_count)];
  return {
    role: 'assistant',
    content: { type: 'text', text: JSON.stringify(value) },
    outputFormat: 'json_schema',
    structuredContent: value,
    usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
  };
}

function tokens(count: Json | undefined): number {
  return typeof count === 'number' && Number.isInteger(count) && count > 0 ? count : 0;
}

/** The text of a message, whose blocks are text as long as nobody asks for screenshots. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  const blocks = [content].flat();
  return blocks.map((block) => (isJsonObject(block) && typeof block.text === 'string' ? block.text : '')).join('\n');
}

/** A filled field shows its value on the page, which the second half of an action would send to the model. */
function hide(text: string, hidden: Readonly<Record<string, string>>): string {
  const values = Object.entries(hidden).filter(([, value]) => value.length >= LEAST_HIDDEN_CHARACTERS);
  if (values.length === 0) return text;
  const parts = text.split(/(\[\d+-\d+\] )/);
  return parts.map((part, index) => (index % 2 === 1 ? part : withNames(part, values))).join('');
}

function withNames(text: string, values: ReadonlyArray<readonly [name: string, value: string]>): string {
  return values.reduce((rest, [name, value]) => rest.replaceAll(value, () => `%${name}%`), text);
}

/** What helps a step that asks a model itself does not help one that uses a browser. */
function inWordsOfTheBrowser(error: unknown): unknown {
  if (!(error instanceof ServiceError)) return error;
  if (error.code === 'PROMPT_TOO_LONG') return pageTooLong(error);
  return error.code === 'MODEL_REQUIRED' ? browserModelRequired(error) : error;
}
