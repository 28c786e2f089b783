import { isJsonObject, type Json, type JsonObject } from '../../../src/json.ts';
import type { Random } from './random.ts';

/** A step of a document that is going to be damaged. */
export interface EditableStep {
  step: JsonObject;
  /** `config`, or in dialect 2 the step itself. */
  settings: JsonObject;
  pointer: string;
  settingsPointer: string;
  list: Json[];
  index: number;
  /** 1 for the flow's own steps. */
  depth: number;
}

/** A string with a reference in it. */
export interface EditableText {
  holder: EditableStep | undefined;
  pointer: string;
  /** Keys from the settings on; those of a text in `output` from there. */
  path: readonly string[];
  text: string;
  replace(text: Json): void;
}

/** A flow document with the ways in which authors damage one. */
export class FlowEditor {
  readonly flow: JsonObject;
  readonly random: Random;
  readonly steps: EditableStep[] = [];

  constructor(flow: JsonObject, random: Random) {
    this.flow = flow;
    this.random = random;
    this.#collect(flow['steps'], '/steps', 1);
    this.#collect(flow['finally'], '/finally', 1);
  }

  get isFlat(): boolean {
    return this.steps[0]!.settings === this.steps[0]!.step;
  }

  /** A reference in the spelling of the document. */
  ref(path: string): string {
    return this.isFlat ? `{{${path.replace(/^input\b/, 'params')}}}` : `$${path}`;
  }

  /** A step that fits, or nothing. */
  pick(fits: (step: EditableStep) => boolean): EditableStep | undefined {
    const found = this.steps.filter(fits);
    return found.length === 0 ? undefined : this.random.pick(found);
  }

  ofType(...types: string[]): EditableStep | undefined {
    return this.pick(({ step }) => types.includes(step['type'] as string));
  }

  /** A step of the type, or of the operation that dialect 2 has for it. */
  twin(type: string, operation: string): EditableStep | undefined {
    return this.pick(({ step }) => step['type'] === type || step['operation'] === operation);
  }

  /** A text in settings or in `output` that matches. */
  text(pattern: RegExp, fits: (text: EditableText) => boolean = () => true): EditableText | undefined {
    const found = this.texts().filter((text) => pattern.test(text.text) && fits(text));
    return found.length === 0 ? undefined : this.random.pick(found);
  }

  texts(): EditableText[] {
    const found: EditableText[] = [];
    for (const holder of this.steps) {
      const inner = new Set(['then', 'else', 'steps', 'branches', 'on_error']);
      for (const key of Object.keys(holder.settings)) {
        if (!inner.has(key)) collectTexts(holder.settings, key, holder, holder.settingsPointer, [key], found);
      }
    }
    if (this.flow['output'] !== undefined) collectTexts(this.flow, 'output', undefined, '', [], found);
    return found;
  }

  #collect(list: Json | undefined, pointer: string, depth: number): void {
    if (!Array.isArray(list)) return;
    for (const [index, step] of list.entries()) {
      if (!isJsonObject(step)) continue;
      const own = `${pointer}/${index}`;
      const isFlat = !isJsonObject(step['config']);
      const settings = isFlat ? step : (step['config'] as JsonObject);
      const settingsPointer = isFlat ? own : `${own}/config`;
      this.steps.push({ step, settings, pointer: own, settingsPointer, list, index, depth });
      for (const key of ['then', 'else', 'steps']) this.#collect(settings[key], `${settingsPointer}/${key}`, depth + 1);
      const branches = isJsonObject(settings['branches']) ? settings['branches'] : {};
      for (const name of Object.keys(branches)) {
        this.#collect(branches[name], `${settingsPointer}/branches/${name}`, depth + 1);
      }
      if (isJsonObject(step['on_error'])) this.#collect(step['on_error']['steps'], `${own}/on_error/steps`, depth + 1);
    }
  }
}

function collectTexts(
  holder: JsonObject | Json[],
  key: string,
  step: EditableStep | undefined,
  base: string,
  path: readonly string[],
  found: EditableText[],
): void {
  const value = (holder as JsonObject)[key];
  const pointer = `${base}/${key}`;
  if (typeof value === 'string') {
    const replace = (text: Json) => {
      (holder as JsonObject)[key] = text;
    };
    found.push({ holder: step, pointer, path, text: value, replace });
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.keys(value)) collectTexts(value, inner, step, pointer, [...path, inner], found);
  }
}

/** The object with one key called something else, in the same place. */
export function renameKey(object: JsonObject, from: string, to: string): void {
  const entries = Object.entries(object);
  for (const [key] of entries) delete object[key];
  for (const [key, value] of entries) object[key === from ? to : key] = value;
}

/** A misspelling: two neighbours change places, a letter is missing, or one comes twice. */
export function misspell(word: string, random: Random): string {
  for (;;) {
    const at = 1 + random.below(Math.max(1, word.length - 2));
    const kind = random.below(3);
    const misspelt =
      kind === 0
        ? word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
        : kind === 1
          ? word.slice(0, at) + word.slice(at + 1)
          : word.slice(0, at) + word[at] + word.slice(at);
    if (misspelt !== word && !misspelt.includes('undefined')) return misspelt;
  }
}
