import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { checkJson } from './check-json.ts';
import type { Streams } from './streams.ts';

/** The JSON object that an option gives as text, as `@file` or as `-` (standard input). Throws a `UsageError` that names the option. */
export async function readJsonObject(option: string, argument: string, streams: Streams): Promise<JsonObject> {
  const { source, name } = await readArgument(option, argument, streams);
  const value = parseJson(source, name);
  if (!isJsonObject(value)) {
    throw new UsageError('ARGUMENT_INVALID', `${name} must be a JSON object, such as {"platform":"instagram"}`);
  }
  return value;
}

/** Parses JSON; `name` says in the error where it stands. */
export function parseJson(source: string, name: string): Json {
  let value: Json;
  try {
    value = JSON.parse(source.replace(/^\uFEFF/, '')) as Json;
  } catch (cause) {
    const reason = (cause as Error).message;
    const hint = /^\s*'|^\s*\{\s*[A-Za-z_']/.test(source)
      ? '\nKeys and texts stand in double quotes; in a shell put single quotes around the whole.'
      : '';
    throw new UsageError('JSON_BROKEN', `${name} is not JSON`, { detail: `${reason}${hint}`, cause });
  }
  checkJson(value, name);
  return value;
}

async function readArgument(
  option: string,
  argument: string,
  streams: Streams,
): Promise<{ source: string; name: string }> {
  if (argument === '-') {
    if (streams.stdin.isTTY) {
      throw new UsageError('ARGUMENT_INVALID', `${option} - reads standard input, which is a terminal here`, {
        detail: `Pipe JSON into the command, or write ${option} '{"key":"value"}'.`,
      });
    }
    const { text } = await import('node:stream/consumers');
    return { source: await text(streams.stdin), name: `${option} (standard input)` };
  }
  if (!argument.startsWith('@')) return { source: argument, name: option };
  const file = argument.slice(1);
  return {
    source: await readTextFile(resolve(streams.cwd(), file), `${option} @${file}`),
    name: `${option} (${file})`,
  };
}

/** A file's text. Throws `FILE_UNREADABLE`. */
export async function readTextFile(path: string, what: string): Promise<string> {
  try {
    const { readFile } = await import('node:fs/promises');
    return await readFile(path, 'utf8');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : message;
    throw new UsageError('FILE_UNREADABLE', `${what} cannot be read: ${reason}`, { detail: path, cause });
  }
}
