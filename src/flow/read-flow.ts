import { isJsonObject, type Json } from '../json.ts';
import { checkNesting } from './check-nesting.ts';
import {
  describe,
  FieldReader,
  isBoolean,
  isInteger,
  isList,
  isString,
  type KnownKeys,
  type Takes,
} from './field-reader.ts';
import type { NestedSettings } from './nested-steps.ts';
import { forgetSteps, readSteps } from './read-step.ts';
import type { FieldProblem, Flow, Step } from './types.ts';

/** Everything that a flow document may hold. */
const FLOW_KEYS: KnownKeys = new Map<string, Takes>([
  ['slug', isString],
  ['name', isString],
  ['description', isString],
  ['active', isBoolean],
  ['confirm', isBoolean],
  ['input', isJsonObject],
  ['steps', isList],
  ['finally', isList],
  ['output', () => true],
  ['output_schema', isJsonObject],
  ['timeout_ms', isInteger],
  ['$schema', isString],
  ['$lint', isJsonObject],
]);

const SLUG = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** Reads a document that is JSON already. `undefined` when it is no object; else as much of it as could be read. */
export function readFlow(raw: Json, settings: NestedSettings, problems: FieldProblem[]): Flow | undefined {
  if (!isJsonObject(raw)) {
    const message = `a flow must be an object with "slug", "name" and "steps", not ${describe(raw)}`;
    problems.push({ rule: 'flow/type', message, pointer: '', target: 'value' });
    return undefined;
  }
  forgetSteps();
  const fields = new FieldReader(raw, '', problems);
  fields.refuseUnknownKeys(FLOW_KEYS, 'a flow');
  fields.require('slug', 'the name of the flow in an ACTION tag, such as "post-create"');
  fields.require('name', 'what people read in status lines');
  fields.require('steps', 'the list of what the flow does');
  fields.string('$schema');
  const flow: Flow = {
    slug: readSlug(fields),
    name: fields.nonEmptyString('name') ?? '',
    description: fields.string('description') ?? '',
    active: fields.boolean('active') ?? true,
    confirm: fields.boolean('confirm') ?? false,
    input: fields.object('input'),
    steps: readList(fields, 'steps', problems),
    finally: readList(fields, 'finally', problems),
    output: fields.get('output'),
    outputSchema: fields.object('output_schema'),
    timeoutMs: fields.integer('timeout_ms', 1, Number.MAX_SAFE_INTEGER, 'milliseconds'),
    lint: fields.object('$lint'),
    raw,
  };
  checkNesting([...flow.steps, ...flow.finally], settings, problems);
  return flow;
}

function readSlug(fields: FieldReader): string {
  const slug = fields.nonEmptyString('slug') ?? '';
  if (slug !== '' && !SLUG.test(slug)) {
    const advice = `use a-z, 0-9, "-" and "_", at most 64, such as "${asSlug(slug)}"`;
    fields.report(
      'flow/slug-format',
      `slug ${JSON.stringify(slug.slice(0, 80))} can never be called from an ACTION tag; ${advice}`,
      'slug',
      { meant: asSlug(slug) },
    );
  }
  return slug;
}

/** The nearest slug that can be called. */
export function asSlug(text: string): string {
  const slug = text
    .slice(0, 200)
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, '-')
    .replaceAll(/^[-_]+|-+$/g, '')
    .slice(0, 64);
  return slug === '' ? 'my-flow' : slug;
}

function readList(fields: FieldReader, key: 'steps' | 'finally', problems: FieldProblem[]): Step[] {
  const raw = fields.list(key, 'steps');
  if (raw === undefined) return [];
  const read = readSteps(raw, fields.pointerOf(key));
  problems.push(...read.problems);
  return read.steps;
}
