import { UsageError } from '../../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';

/** Takes a snapshot apart; whatever is not as Directus writes it throws `SNAPSHOT_INVALID`. */
export class SnapshotReader {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** The snapshot itself, which the server's answer holds under `data`. */
  root(text: string): JsonObject {
    let value: Json;
    try {
      value = JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
    } catch (error) {
      throw this.#invalid('it is not JSON', error);
    }
    const root = this.object(value, 'the snapshot');
    return isJsonObject(root['data']) && !Object.hasOwn(root, 'collections') ? root['data'] : root;
  }

  object(value: Json | undefined, place: string): JsonObject {
    if (!isJsonObject(value)) throw this.#invalid(`${place} must be an object`);
    return value;
  }

  list(parent: JsonObject, key: string): Json[] {
    const value = Object.hasOwn(parent, key) ? parent[key] : undefined;
    if (!Array.isArray(value)) throw this.#invalid(`"${key}" must be a list`);
    return value;
  }

  text(parent: JsonObject, key: string, place: string): string {
    const value = Object.hasOwn(parent, key) ? parent[key] : undefined;
    if (typeof value !== 'string' || value === '') throw this.#invalid(`${place}.${key} must be a text`);
    return value;
  }

  #invalid(reason: string, cause?: unknown): UsageError {
    return new UsageError('SNAPSHOT_INVALID', `${this.#file} is not a Directus snapshot: ${reason}`, {
      detail:
        'Write a new one with "genie-actions directus schema pull", or with "npx directus schema snapshot --format json".',
      data: { file: this.#file },
      cause,
    });
  }
}
