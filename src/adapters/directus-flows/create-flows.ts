import type { JsonObject } from '../../json.ts';
import { ServiceError, type Call } from '../../ports/index.ts';
import type { DirectusServer } from '../directus-server/index.ts';
import { withUniqueCode } from './refusals.ts';

/** Far below the 1 MB that Directus takes as the body of a request unless told otherwise: what fits is refused for another reason. */
const SURELY_TAKEN_CHARACTERS = 100_000;

/** Creates rows, all or none, in the ways that the versions of Directus know. */
export class FlowCreator {
  readonly #server: DirectusServer;
  readonly #collection: string;
  #hasBatchImport = true;

  constructor(server: DirectusServer, collection: string) {
    this.#server = server;
    this.#collection = collection;
  }

  /** `undefined` where Directus has no dry run: before 12.2, or not for this account. */
  async try(rows: readonly JsonObject[], call: Call | undefined): Promise<'possible' | undefined> {
    return (await this.#importBatch(rows, true, call)) ? 'possible' : undefined;
  }

  async create(rows: readonly JsonObject[], call: Call | undefined): Promise<void> {
    if (rows.length === 0 || (await this.#importBatch(rows, false, call))) return;
    try {
      await this.#server.rows.create(this.#collection, rows, { fields: ['slug'] }, call);
    } catch (thrown) {
      if (!mayBeTooLarge(thrown, rows)) throw withUniqueCode(thrown);
      await this.#importCollection(rows, thrown, call);
    }
  }

  /** `false`: Directus does not import, and did nothing. */
  async #importBatch(rows: readonly JsonObject[], isDryRun: boolean, call: Call | undefined): Promise<boolean> {
    if (!this.#hasBatchImport) return false;
    try {
      await this.#server.rows.import(this.#collection, rows, { route: 'batch', isDryRun }, call);
      return true;
    } catch (thrown) {
      if (!isNotImporting(thrown)) throw withUniqueCode(thrown);
      this.#hasBatchImport = false;
      return false;
    }
  }

  /** Where the list does not fit into a request. The refusal of the list is what a person has to know when this is refused, too. */
  async #importCollection(rows: readonly JsonObject[], refusal: unknown, call: Call | undefined): Promise<void> {
    try {
      await this.#server.rows.import(this.#collection, rows, { route: 'collection' }, call);
    } catch (thrown) {
      throw isNotImporting(thrown) ? refusal : withUniqueCode(thrown);
    }
  }
}

/** There is no such route, something in front of Directus closes it, too many imports are running, or the file is too large. */
function isNotImporting(thrown: unknown): boolean {
  if (!(thrown instanceof ServiceError) || thrown.isOutcomeUnknown) return false;
  const { code, data } = thrown;
  // What Directus itself forbids is to create the rows, in whatever way.
  if (code === 'FORBIDDEN') return data['directusCode'] !== 'FORBIDDEN';
  return data['status'] === 404 || data['status'] === 405 || /^(TIER_LIMIT|TOO_LARGE)$/.test(code);
}

function mayBeTooLarge(thrown: unknown, rows: readonly JsonObject[]): boolean {
  const isRefused = thrown instanceof ServiceError && /^(TOO_LARGE|INVALID_PAYLOAD)$/.test(thrown.code);
  return isRefused && JSON.stringify(rows).length > SURELY_TAKEN_CHARACTERS;
}
