import { emit } from './emit.ts';
import { beginChunk } from './begin-chunk.ts';
import { isHighSurrogate } from './characters.ts';
import type { InterceptorEvent } from './events.ts';
import { createMachine, State, TAG_STATES } from './machine.ts';
import type { Machine } from './machine.ts';
import { resolveOptions } from './options.ts';
import type { InterceptorOptions } from './options.ts';
import { runMachine } from './run-machine.ts';
import { finishWithoutBracket } from './tag/after-object.ts';
import { rejectTag } from './tag/finish-tag.ts';
import { beginLenientBody, isFastBody } from './tag/strict-body.ts';
import { flushText, suspendText } from './text/emit-text.ts';
import { isFastText } from './text/fast-text.ts';
import { hasSurrogate } from './text/next-mark.ts';
import { observeFurther } from './text/observe.ts';
import { isHeadDecided } from './text/tag-head-state.ts';

/** Takes the tags out of one response. For each response make a new one. */
export interface Interceptor {
  /** Reads the next piece and returns what is certain by now. Throws `InterceptorEndedError` after `end()`. */
  push(chunk: string): InterceptorEvent[];
  /** Releases what is held and returns the last events, `end` at last; a second call returns nothing. */
  end(): InterceptorEvent[];
  /** UTF-16 code units that were read and are neither shown nor resolved. */
  heldChars(): number;
}

/** `push` was called after `end`. */
export class InterceptorEndedError extends Error {
  override readonly name = 'InterceptorEndedError';
  readonly code = 'INTERCEPTOR_ENDED';

  constructor() {
    super('The response has ended: make a new interceptor for the next one.');
  }
}

/**
 * Makes a push parser for `[ACTION:slug:{…}]` in streamed text. Chunks may be cut anywhere; the events do not depend on
 * where. Work per character is constant and memory is bounded by `maxTagChars`.
 */
export function createInterceptor(options: InterceptorOptions = {}): Interceptor {
  return interceptorOf(createMachine(resolveOptions(options)));
}

export function interceptorOf(machine: Machine): Interceptor {
  let hasEnded = false;
  return {
    push(chunk) {
      if (hasEnded) throw new InterceptorEndedError();
      if (chunk.length === 0) return [];
      if (isFastText(machine, chunk)) return [{ type: 'text', text: chunk }];
      if (isFastBody(machine, chunk)) return [];
      machine.events = [];
      pushChunk(machine, chunk);
      return machine.events;
    },
    end() {
      if (hasEnded) return [];
      hasEnded = true;
      machine.events = [];
      endMachine(machine);
      return machine.events;
    },
    heldChars: () => (hasEnded ? 0 : heldChars(machine)),
  };
}

function pushChunk(machine: Machine, piece: string): void {
  const isPlain = machine.surrogate === '' && !hasSurrogate(piece);
  readChunk(machine, isPlain ? piece : wholePairs(machine, piece));
  const held = heldChars(machine);
  if (held > machine.heldMax) machine.heldMax = held;
}

/** Joins the pair that was cut before `piece`, keeps the half that it may end with and replaces halves that stay alone. */
function wholePairs(machine: Machine, piece: string): string {
  let chunk = machine.surrogate + piece;
  machine.surrogate = '';
  if (isHighSurrogate(chunk.charCodeAt(chunk.length - 1))) {
    machine.surrogate = chunk.slice(-1);
    chunk = chunk.slice(0, -1);
  }
  return chunk.isWellFormed() ? chunk : chunk.toWellFormed();
}

function readChunk(machine: Machine, chunk: string): void {
  if (machine.state !== State.tagHead) beginChunk(machine, chunk);
  else if (!isHeadDecided(machine, chunk)) return;
  if (machine.isObserving) observeFurther(machine);
  runMachine(machine);
  suspend(machine);
}

/** The chunk is read: text goes out, a tag or what may become one is kept. */
function suspend(machine: Machine): void {
  const { chunk, state, tagFrom } = machine;
  if (state < State.tagHead) suspendText(machine, chunk.length);
  else {
    if (state === State.tagHead) suspendText(machine, tagFrom);
    machine.held += tagFrom === 0 ? chunk : chunk.slice(tagFrom);
  }
  machine.base += chunk.length;
}

function heldChars(machine: Machine): number {
  return machine.held.length + machine.surrogate.length;
}

function endMachine(machine: Machine): void {
  if (machine.surrogate !== '') {
    const lone = machine.surrogate.toWellFormed();
    machine.surrogate = '';
    readChunk(machine, lone);
  }
  beginChunk(machine, '');
  if (machine.state === State.tagHead) releaseHead(machine);
  else if (machine.state >= TAG_STATES) endTag(machine);
  const { base, chunk, tags, repaired, malformed, heldMax } = machine;
  emit(machine, {
    type: 'end',
    stats: { chars: base + chunk.length, tags, repaired, malformed, heldMax },
  });
}

/** The response ends with what might have become a tag. */
function releaseHead(machine: Machine): void {
  machine.base -= machine.held.length;
  machine.chunk = machine.held;
  machine.held = '';
  flushText(machine, machine.chunk.length);
}

/** The response ends inside a tag: a complete object runs, anything less never does. */
function endTag(machine: Machine): void {
  const { body } = machine;
  if (machine.state === State.strictBody) readAgain(machine);
  if (machine.state === State.afterObject) finishWithoutBracket(machine);
  else if (body.proseOffset >= 0 && body.words > 0) rejectTag(machine, body.proseOffset, 'truncated');
  else rejectTag(machine, machine.base, 'truncated');
  runMachine(machine);
  flushText(machine, machine.chunk.length);
}

/** What a tag without its end was cut off at is known to the lenient states alone. */
function readAgain(machine: Machine): void {
  beginLenientBody(machine);
  runMachine(machine);
  suspend(machine);
  beginChunk(machine, '');
}
