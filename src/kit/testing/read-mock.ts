import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { didYouMean } from '../../nearest-name.ts';
import type { Mock } from './mock.ts';
import { ERROR_KEYS, MOCK_KEYS, type SuiteFields } from './suite-fields.ts';
import type { DocumentPath } from './suite.ts';

/**
 * A mock as it is written: any JSON is the step's result, and an object with one key of `MOCK_KEYS` says something else.
 * `undefined` after a complaint.
 */
export function readMock(fields: SuiteFields, value: Json, path: DocumentPath): Mock | undefined {
  const [key, ...more] = isJsonObject(value) ? Object.keys(value) : [];
  if (key === undefined || !key.startsWith('$')) return { kind: 'value', value, path };
  const inner = (value as JsonObject)[key]!;
  const innerPath = [...path, key];
  if (!isMockKey(key)) {
    const hint = didYouMean(key, MOCK_KEYS) || `; known are ${MOCK_KEYS.join(', ')}`;
    fields.refuse(
      innerPath,
      `unknown kind of mock "${key}"${hint}; write a result that has this key under "$value"`,
      'key',
    );
    return undefined;
  }
  if (more.length > 0) {
    fields.refuse([...path, more[0]!], `"${more[0]}" cannot stand beside "${key}"`, 'key');
    return undefined;
  }
  switch (key) {
    case '$value':
      return { kind: 'value', value: inner, path: innerPath };
    case '$stub':
      return readStub(fields, inner, innerPath);
    case '$error':
      return readError(fields, inner, innerPath);
    case '$calls':
    case '$rounds':
    case '$tries':
      return readList(fields, key, inner, innerPath);
  }
}

function isMockKey(key: string): key is (typeof MOCK_KEYS)[number] {
  return (MOCK_KEYS as readonly string[]).includes(key);
}

function readStub(fields: SuiteFields, value: Json, path: DocumentPath): Mock | undefined {
  if (value === true) return { kind: 'stub', changes: {}, path };
  if (isJsonObject(value)) return { kind: 'stub', changes: value, path };
  fields.refuse(path, '"$stub" must be true, or an object with the fields that are to be replaced');
  return undefined;
}

function readError(fields: SuiteFields, value: Json, path: DocumentPath): Mock | undefined {
  const error = typeof value === 'string' ? { code: value } : fields.object(value, path, '"$error"', ERROR_KEYS);
  if (error === undefined) return undefined;
  const optional = (key: 'message' | 'detail') =>
    error[key] === undefined ? undefined : fields.text(error[key], [...path, key], `"${key}"`);
  const code = fields.text(error.code, [...path, 'code'], 'an error needs a "code", which');
  if (code === undefined) return undefined;
  if (!/^[A-Z][A-Z0-9_]*$/.test(code)) {
    fields.refuse([...path, 'code'], '"code" must be capitals, digits and "_", such as RATE_LIMITED');
    return undefined;
  }
  const { retryable } = error;
  const isRetryable = retryable === undefined || fields.isTrue(retryable, [...path, 'retryable'], '"retryable"');
  return {
    kind: 'error',
    code,
    message: optional('message') ?? `mocked: ${code}`,
    detail: optional('detail'),
    isRetryable: isRetryable !== false,
    path,
  };
}

function readList(
  fields: SuiteFields,
  key: '$calls' | '$rounds' | '$tries',
  value: Json,
  path: DocumentPath,
): Mock | undefined {
  if (!Array.isArray(value) || value.length === 0) {
    fields.refuse(path, `"${key}" must be a list with at least one answer`);
    return undefined;
  }
  const entries = value.map((entry, index) => readMock(fields, entry, [...path, index]));
  if (entries.includes(undefined)) return undefined;
  return { kind: key.slice(1) as 'calls' | 'rounds' | 'tries', entries: entries as Mock[], path };
}
