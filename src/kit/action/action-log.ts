import { GenieError } from '../../errors.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { StepContext } from '../../step.ts';
import { toJson } from './to-json.ts';
import type { ActionLogger } from './types.ts';

/** The logger of one call of an action: it tells the events of the run. */
export function actionLog(action: string, progress: StepContext['progress']): ActionLogger {
  const logAs =
    (level: string) =>
    (message: string, attributes: Readonly<Record<string, unknown>> = {}): void => {
      progress('log', 1, { text: message, data: { level, action, data: tellable(attributes) } });
    };
  return Object.freeze({ info: logAs('info'), warn: logAs('warn'), error: logAs('error') });
}

/** Logging must not fail what it tells of: what is no JSON is told as text. */
function tellable(attributes: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]): [string, Json][] =>
      value === undefined ? [] : [[name, value instanceof Error ? errorFacts(value) : jsonOrText(value)]],
    ),
  );
}

function errorFacts(error: Error): JsonObject {
  const { name, message } = error;
  return { name, message, ...(error instanceof GenieError ? { code: error.code } : {}) };
}

function jsonOrText(value: unknown): Json {
  try {
    return toJson(value, 'it');
  } catch {
    return String(value);
  }
}
