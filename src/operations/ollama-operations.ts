import type { JsonObject } from '../json.ts';
import type { IsOpen, SettingProblem } from '../step.ts';
import { answerType } from './answer-type.ts';
import { formatProblems } from './format.ts';

export const OLLAMA_OPERATIONS = ['generate', 'chat', 'list-models'] as const;

export type OllamaOperation = (typeof OLLAMA_OPERATIONS)[number];

const NEEDED = { generate: 'prompt', chat: 'messages', 'list-models': undefined } as const;
const POINTLESS = { generate: 'messages', chat: 'prompt', 'list-models': undefined } as const;

const MODEL_LIST: JsonObject = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      size: { type: 'number' },
      modified_at: { type: 'string', format: 'date-time' },
    },
    required: ['name', 'size', 'modified_at'],
  },
};

/** The operation that is meant: without a name a conversation when there are messages, else a prompt. */
export function ollamaOperation({ operation, messages }: { operation?: unknown; messages?: unknown }): unknown {
  return operation ?? (messages === undefined ? 'generate' : 'chat');
}

/** What each operation needs, and what means nothing to it. */
export function ollamaProblems(config: JsonObject, isOpen: IsOpen): SettingProblem[] {
  const operation = ollamaOperation(config);
  const problems = formatProblems(config, isOpen);
  if (!isOllamaOperation(operation)) return problems;
  const needed = NEEDED[operation];
  const pointless = POINTLESS[operation];
  const otherPath = [config.operation === undefined ? 'messages' : 'operation'];
  if (operation !== 'generate' && config.images !== undefined) {
    const message = `has no meaning for "${operation}"; a message has its own`;
    problems.push({ kind: 'conflict', path: ['images'], otherPath, message });
  }
  const isPointless = pointless !== undefined && config[pointless] !== undefined;
  if (needed !== undefined && config[needed] === undefined) {
    // Both are one mistake: the operation is another one than the settings are for.
    const hint = isPointless ? `; "${pointless}" is for "${operation === 'chat' ? 'generate' : 'chat'}"` : '';
    problems.push({ kind: 'missing', path: [needed], message: `is required for "${operation}"${hint}` });
  } else if (isPointless) {
    const message = `has no meaning for "${operation}"`;
    problems.push({ kind: 'conflict', path: [pointless], otherPath, message });
  }
  return problems;
}

/** The JSON Schema of an answer; `undefined` when the operation is not known yet. */
export function ollamaType(config: JsonObject): JsonObject | undefined {
  const operation = ollamaOperation(config);
  if (operation === 'list-models') return MODEL_LIST;
  return isOllamaOperation(operation) ? answerType(config, operation === 'chat') : undefined;
}

function isOllamaOperation(name: unknown): name is OllamaOperation {
  return (OLLAMA_OPERATIONS as readonly unknown[]).includes(name);
}
