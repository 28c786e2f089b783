import { lstatSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { FlowFile } from '../../ports/index.ts';
import { parseFlowFile } from './parse-flow-file.ts';

/** The limit of a flow document, in bytes; flow/parse-flow.ts says the same. */
const MAX_FLOW_BYTES = 1_000_000;

/** A byte order mark stays in the text: the file is compared with it later. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** One file, with what is wrong with it. `undefined` when it went meanwhile. */
export function readFlowFile(path: string): FlowFile | undefined {
  try {
    const { text, problem } = readText(path);
    return problem === undefined ? parseFlowFile(path, text) : unreadable(path, problem);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT')
      return unreadable(path, `cannot be read: ${code === 'EACCES' ? 'it is not allowed' : message}`);
    const isThere = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
    return isThere ? unreadable(path, 'is a link to a file that is not there') : undefined;
  }
}

function readText(path: string): { text: string; problem?: string } {
  const stats = statSync(path);
  // Reading a pipe would wait until somebody writes into it.
  if (!stats.isFile()) return { text: '', problem: stats.isDirectory() ? 'is a folder' : 'is not a file' };
  if (stats.size > MAX_FLOW_BYTES) {
    return { text: '', problem: `is too large: it has ${stats.size} bytes, a flow may have ${MAX_FLOW_BYTES}` };
  }
  const bytes = readFileSync(path);
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { text: '', problem: 'is not UTF-8' };
  }
}

function unreadable(path: string, problem: string): FlowFile {
  return {
    path,
    text: '',
    slug: basename(path, '.json'),
    document: undefined,
    problem: `${basename(path)} ${problem}`,
  };
}
