import { basename } from 'node:path';
import { isDeeperThan, isJsonObject, MAX_JSON_DEPTH, type Json, type JsonObject } from '../../json.ts';
import type { FlowFile } from '../../ports/index.ts';
import { lineOfMergeMarker } from '../atomic-files/index.ts';
import { problemOfSlug } from '../flow-listing.ts';

/** In a text that is not JSON the first of these is most likely the flow's: so that a broken flow does not count as deleted. */
const SLUG_IN_TEXT = /"slug"\s*:\s*"([^"\\\r\n]+)"/;

/** What a file's text is. Never throws. */
export function parseFlowFile(path: string, text: string): FlowFile {
  const read = parse(text);
  const slug = textOf(read.document?.['slug']) ?? SLUG_IN_TEXT.exec(text)?.[1] ?? basename(path, '.json');
  const problem = read.problem ?? problemOfSlug(read.document?.['slug']);
  return {
    path,
    text,
    slug,
    document: read.document,
    ...(problem === undefined ? {} : { problem: `${basename(path)} ${problem}` }),
  };
}

function parse(text: string): { document: JsonObject | undefined; problem?: string } {
  let value: Json;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch (error) {
    return { document: undefined, problem: whyBroken(text, error as SyntaxError) };
  }
  if (!isJsonObject(value)) return { document: undefined, problem: 'is not a JSON object' };
  if (isDeeperThan(value, MAX_JSON_DEPTH)) {
    return { document: undefined, problem: `is nested deeper than ${MAX_JSON_DEPTH} levels` };
  }
  return { document: value };
}

function whyBroken(text: string, { message }: SyntaxError): string {
  const line = lineOfMergeMarker(text);
  if (line !== undefined) return `has git's markers of a merge conflict, the first in line ${line}: resolve it first`;
  if (text.trim() === '') return 'is empty';
  // The message quotes the text, line breaks and all.
  return `is not JSON: ${message.replaceAll(/\s+/g, ' ')}`;
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
