import type { Json, JsonObject } from '../../../src/json.ts';
import type { Random } from './random.ts';

/** What a value that can be read is good for. */
export type ValueKind = 'text' | 'number' | 'id' | 'list' | 'model-text';

export interface KnownValue {
  /** Without `$` or braces: `caption.response`. */
  path: string;
  kind: ValueKind;
}

/** A flow that is being written, in one of the dialects; what its steps leave behind can be read by those after them. */
export class FlowDraft {
  readonly random: Random;
  readonly dialect: 1 | 2;
  readonly steps: JsonObject[] = [];
  readonly finally: JsonObject[] = [];
  readonly values: KnownValue[] = [
    { path: 'input.topic', kind: 'text' },
    { path: 'input.count', kind: 'number' },
  ];
  #names = 0;

  constructor(random: Random, dialect: 1 | 2) {
    this.random = random;
    this.dialect = dialect;
  }

  /** A result key that is not taken. */
  name(word: string): string {
    return `${word}_${++this.#names}`;
  }

  /** A reference in the spelling of the dialect. */
  ref(path: string): string {
    if (this.dialect === 1) return `$${path}`;
    return `{{${path.replace(/^input\b/, 'params')}}}`;
  }

  /** A reference to some value of that kind. */
  some(kind: ValueKind): string {
    return this.ref(this.random.pick(this.values.filter((value) => value.kind === kind)).path);
  }

  /** A step of a type that both dialects have: `config` in one, flat in the other. */
  step(type: string, key: string | undefined, settings: JsonObject, envelope: JsonObject = {}): JsonObject {
    if (this.dialect === 1) {
      return { type, ...(key === undefined ? {} : { result_key: key }), ...envelope, config: settings };
    }
    return { type, ...(key === undefined ? {} : { name: key }), ...envelope, ...settings };
  }

  add(step: JsonObject, ...values: KnownValue[]): void {
    this.steps.push(step);
    this.values.push(...values);
  }

  document(slug: string): JsonObject {
    return {
      slug,
      name: `Generated ${slug}`,
      description: 'A flow that was made up to be checked.',
      input: structuredClone(INPUT),
      steps: this.steps,
      ...(this.finally.length === 0 ? {} : { finally: this.finally }),
      output: this.#output(),
    };
  }

  #output(): Json {
    const read = this.values.slice(2);
    return Object.fromEntries(read.map(({ path }) => [path.replaceAll(/\W+/g, '_').replace(/_$/, ''), this.ref(path)]));
  }
}

const INPUT: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['topic', 'count', 'profile_id', 'platform', 'deep'],
  properties: {
    topic: { type: 'string', description: 'What it is about.', examples: ['beach'] },
    count: { type: 'integer', minimum: 1, maximum: 50 },
    profile_id: { type: 'string', description: 'Id of a profile of the creator.', examples: ['cp-1'] },
    platform: { type: 'string', enum: ['onlyfans', 'fansly'] },
    deep: { type: 'boolean' },
  },
};
