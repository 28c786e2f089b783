import type { Json } from '../../json.ts';
import type { StepNode, TextNode } from '../model/index.ts';
import { joinTypes } from './join-types.ts';
import { literalType } from './schema-type.ts';
import { ANY, type Field, type Type } from './type.ts';

const MAX_DEPTH = 40;

/** The type of a setting as it is written, references and expressions in it included. */
export function typeOfSetting(step: StepNode, setting: string, typeOfText: (text: TextNode) => Type): Type {
  const { config } = step.step;
  if (!Object.hasOwn(config, setting)) return ANY;
  const texts = step.texts.filter(({ site }) => site.kind === 'setting' && site.setting === setting);
  return new TemplateReader(texts, typeOfText).read(config[setting]!, 0);
}

/** Texts come in the order in which a walk through the value meets them. */
class TemplateReader {
  readonly #texts: readonly TextNode[];
  readonly #typeOfText: (text: TextNode) => Type;
  #next = 0;

  constructor(texts: readonly TextNode[], typeOfText: (text: TextNode) => Type) {
    this.#texts = texts;
    this.#typeOfText = typeOfText;
  }

  read(value: Json, depth: number): Type {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value !== 'object' || value === null) return literalType(value);
    if (depth > MAX_DEPTH) {
      // What is left cannot be matched with its texts any more.
      this.#next = this.#texts.length;
      return ANY;
    }
    if (Array.isArray(value)) return { kind: 'list', item: joinTypes(value.map((item) => this.read(item, depth + 1))) };
    const fields = new Map<string, Field>();
    for (const key of Object.keys(value)) {
      fields.set(key, { type: this.read(value[key]!, depth + 1), isOptional: true });
    }
    return { kind: 'object', fields, isOpen: false };
  }

  #text(value: string): Type {
    const text = this.#texts[this.#next];
    if (text?.value !== value) return ANY;
    this.#next += 1;
    return this.#typeOfText(text);
  }
}
