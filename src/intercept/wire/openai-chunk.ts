import type { Choices } from './choices.ts';
import { isFields } from './wire.ts';

type Fields = Record<string, unknown>;

/** What becomes of one `chat.completion.chunk`. */
export interface ReadChunk {
  /** Chunks to send before it: what was held of choices that finish with it. */
  readonly before: Fields[];
  /** The chunk with its tags gone, or undefined when it may pass as it came. */
  readonly changed: Fields | undefined;
}

/** Reads the `delta.content` of every choice in the chunk. */
export function readChunk(choices: Choices, chunk: Fields): ReadChunk {
  const before: Fields[] = [];
  if (!Array.isArray(chunk.choices)) return { before, changed: undefined };
  let isChanged = false;
  const changedChoices = chunk.choices.map((choice: unknown): unknown => {
    if (!isFields(choice)) return choice;
    const index = typeof choice.index === 'number' ? choice.index : 0;
    // Some servers write an empty reason where others write null.
    const isLast = typeof choice.finish_reason === 'string' && choice.finish_reason !== '';
    const content = isFields(choice.delta) ? choice.delta.content : undefined;
    const text = typeof content === 'string' ? content : '';
    if (text === '' && !isLast) return choice;
    const shown = choices.read(index, text, isLast);
    if (shown === undefined || shown === text) return choice;
    if (text === '') {
      before.push(releaseChunk(chunk, index, shown));
      return choice;
    }
    isChanged = true;
    return { ...choice, delta: { ...(choice.delta as Fields), content: shown } };
  });
  return { before, changed: isChanged ? { ...chunk, choices: changedChoices } : undefined };
}

/** A chunk that holds nothing but `text` for one choice. */
export function releaseChunk(template: Fields, index: number, text: string): Fields {
  const { usage: _usage, choices: _choices, error: _error, ...rest } = template;
  return { ...rest, choices: [{ index, delta: { content: text }, finish_reason: null }] };
}
