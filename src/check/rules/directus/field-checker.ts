import { isJsonObject, type Json, type JsonObject } from '../../../json.ts';
import { nearestName } from '../../../nearest-name.ts';
import type { Fix, Place } from '../../finding.ts';
import type { StepNode } from '../../model/index.ts';
import type { PathLink } from '../../model/texts.ts';
import type { DirectusSnapshot, SnapshotField } from '../../project-facts.ts';
import type { RuleContext } from '../../rule.ts';
import { shortText } from '../../settings/describe-value.ts';
import { hasReference } from '../../settings/has-reference.ts';
import { pointerTo } from './directus-request.ts';
import { fieldCalled } from './field-name.ts';
import { functionLike, isFunction, unknownFunction } from './functions.ts';
import { splitFieldPath, splitNames, type NamePart } from './split-fields.ts';
import { snapshotNote } from './snapshot-note.ts';

type Collection = string | undefined;
type Fields = ReadonlyMap<string, SnapshotField>;

/** Directus's own way to write to related items. */
const RELATED_WRITES: ReadonlySet<string> = new Set(['create', 'update', 'delete']);
const MOST_FIELDS = 20;

/** Compares the names of fields in a request with the snapshot. Where a collection is not known, nothing is said. */
export class FieldChecker {
  readonly #step: StepNode;
  readonly #snapshot: DirectusSnapshot;
  readonly #report: RuleContext['report'];

  constructor(step: StepNode, snapshot: DirectusSnapshot, report: RuleContext['report']) {
    this.#step = step;
    this.#snapshot = snapshot;
    this.#report = report;
  }

  fieldsOf(collection: Collection): Fields | undefined {
    const fields = collection === undefined ? undefined : this.#snapshot.collections.get(collection);
    return fields === undefined || fields.size === 0 ? undefined : fields;
  }

  /** The key of an object that names a field. */
  key(name: string, link: PathLink, collection: Collection, siblings: JsonObject): void {
    const fields = this.fieldsOf(collection);
    const { name: field } = fieldCalled(name);
    if (fields === undefined || field === '' || field.startsWith('$') || fields.has(field)) return;
    const pointer = pointerTo(this.#step, link);
    const nearest = nearestName(field, fields.keys());
    const key = nearest === undefined ? name : name.replace(field, () => nearest);
    const fix: Fix | undefined =
      nearest === undefined || Object.hasOwn(siblings, key)
        ? undefined
        : { title: `rename to "${key}"`, safety: 'safe', changes: [{ kind: 'rename-key', pointer, key }] };
    this.#unknown(field, collection!, nearest, { pointer, at: 'key' }, fix);
  }

  /** A text with commas or a list; `-` and `?` of sort orders are passed over. */
  names(value: Json | undefined, link: PathLink, collection: Collection): void {
    if (this.fieldsOf(collection) === undefined) return;
    if (typeof value === 'string') this.#text(value, link, collection);
    else if (Array.isArray(value)) {
      for (const [index, entry] of value.entries()) {
        if (typeof entry === 'string') this.#text(entry, { up: link, key: index }, collection);
      }
    }
  }

  /** The fields of an item that is written, and of related items in it. */
  item(value: Json | undefined, link: PathLink, collection: Collection): void {
    const fields = this.fieldsOf(collection);
    if (fields === undefined) return;
    if (Array.isArray(value)) {
      for (const [index, entry] of value.entries()) this.item(entry, { up: link, key: index }, collection);
    } else if (isJsonObject(value)) {
      for (const key of Object.keys(value)) {
        const inner = { up: link, key };
        this.key(key, inner, collection, value);
        const related = fields.get(key)?.relatedCollection;
        if (related !== undefined) this.#related(value[key]!, inner, related);
      }
    }
  }

  #related(value: Json, link: PathLink, collection: string): void {
    const isDetailed = isJsonObject(value) && Object.keys(value).every((key) => RELATED_WRITES.has(key));
    if (!isDetailed) this.item(value, link, collection);
    else for (const key of ['create', 'update']) this.item(value[key], { up: link, key }, collection);
  }

  #text(text: string, link: PathLink, collection: Collection): void {
    for (const name of splitNames(text)) if (!hasReference(name.text)) this.#path(name, link, collection);
  }

  #path(name: NamePart, link: PathLink, start: Collection): void {
    let collection = start;
    for (const part of splitFieldPath(name)) {
      const fields = this.fieldsOf(collection);
      const { name: field, collection: chosen, called } = fieldCalled(part.text);
      if (called !== undefined && !isFunction(called)) this.#unknownFunction(part, called, link);
      if (fields === undefined || field === '' || field === '*' || field.startsWith('$') || field.includes('.')) return;
      const known = fields.get(field);
      if (known === undefined) {
        this.#unknownIn(part, field, collection!, link);
        return;
      }
      collection = chosen ?? known.relatedCollection;
    }
  }

  #unknownFunction({ start }: NamePart, called: string, link: PathLink): void {
    const pointer = pointerTo(this.#step, link);
    const range = { start, end: start + called.length };
    const nearest = functionLike(called);
    const text = nearest ?? '';
    const fix: Fix = { title: `"${text}"`, safety: 'safe', changes: [{ kind: 'replace-text', pointer, range, text }] };
    this.#report({
      ...unknownFunction(called, nearest, { pointer, range }),
      fix: nearest === undefined ? undefined : fix,
    });
  }

  #unknownIn(part: NamePart, field: string, collection: string, link: PathLink): void {
    const pointer = pointerTo(this.#step, link);
    const start = part.start + part.text.indexOf(field);
    const range = { start, end: start + field.length };
    const nearest = nearestName(field, this.fieldsOf(collection)!.keys());
    const fix: Fix | undefined =
      nearest === undefined
        ? undefined
        : {
            title: `"${nearest}"`,
            safety: 'safe',
            changes: [{ kind: 'replace-text', pointer, range, text: nearest }],
          };
    this.#unknown(field, collection, nearest, { pointer, range }, fix);
  }

  #unknown(field: string, collection: string, nearest: string | undefined, place: Place, fix: Fix | undefined): void {
    const fields = [...this.fieldsOf(collection)!.keys()];
    const more = fields.length > MOST_FIELDS ? ', …' : '';
    const list = `${collection} has: ${fields.slice(0, MOST_FIELDS).join(', ')}${more}`;
    this.#report({
      message: `${collection} has no field ${shortText(field)}${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
      place,
      label: 'no such field',
      notes: nearest === undefined ? [list, snapshotNote(this.#snapshot)] : [snapshotNote(this.#snapshot)],
      fix,
    });
  }
}
