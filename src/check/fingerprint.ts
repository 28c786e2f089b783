import { createHash } from 'node:crypto';
import type { Diagnostic } from './diagnostic.ts';

/** The text of a file; `undefined` when it is not there any more. */
export type TextOf = (file: string) => string | undefined;

interface OpenFile {
  name: string;
  bytes: Buffer | undefined;
  value: unknown;
}

/** Gives findings names that stay when lines move. Made for one report; asked in the order of its diagnostics. */
export class Fingerprints {
  readonly #textOf: TextOf;
  readonly #seen = new Map<string, number>();
  #file: OpenFile | undefined;

  constructor(textOf: TextOf) {
    this.#textOf = textOf;
  }

  /**
   * From the rule, the file, the text that is marked, and the names of the steps around it; no lines, no indices.
   * The second finding with all of these the same gets a fingerprint of its own.
   */
  of(diagnostic: Diagnostic): string {
    const { rule, file, pointer, offset, endOffset } = diagnostic;
    if (this.#file?.name !== file) this.#file = this.#open(file);
    const marked = this.#file.bytes?.toString('utf8', offset, Math.min(endOffset, offset + 1000)) ?? '';
    const parts = JSON.stringify([rule, file.replaceAll('\\', '/'), namedPath(pointer, this.#file.value), marked]);
    const count = this.#seen.get(parts) ?? 0;
    this.#seen.set(parts, count + 1);
    return createHash('sha256')
      .update(count === 0 ? parts : `${parts}${count}`)
      .digest('hex')
      .slice(0, 32);
  }

  #open(name: string): OpenFile {
    const text = this.#textOf(name);
    return { name, bytes: text === undefined ? undefined : Buffer.from(text), value: parsed(text) };
  }
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** A pointer with the keys of steps in place of their indices: `/steps/caption/config/prompt`. */
function namedPath(pointer: string, document: unknown): string {
  let value = document;
  const path = pointer
    .split('/')
    .slice(1)
    .map((token) => {
      const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
      const isItem = Array.isArray(value) || (value === undefined && /^\d+$/.test(name));
      value =
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as Record<string, unknown>)[name]
          : undefined;
      return isItem ? nameOf(value) : token;
    });
  return `/${path.join('/')}`;
}

function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '*';
  const { result_key: key, name, type } = value as Record<string, unknown>;
  return [key, name, type].find((candidate) => typeof candidate === 'string') ?? '*';
}
