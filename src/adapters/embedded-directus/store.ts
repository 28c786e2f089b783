import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { GenieErrorOptions } from '../../errors.ts';
import { ServiceError, type ClockPort } from '../../ports/index.ts';
import { describeDatabaseFailure, type DatabaseFailure } from '../database-failure.ts';
import { inTransaction, openDatabase, sqliteErrorCode, sqliteExtendedErrorCode } from '../open-database.ts';
import type { QueryVariables } from './filter-values.ts';
import { brokenRelation, invalidQuery, notUnique } from './refusals.ts';
import type { Collection, Schema } from './schema.ts';
import type { StoredRow } from './select-fields.ts';
import { prepareTables } from './tables.ts';

export interface StoreOptions {
  file: string;
  schema: Schema;
  clock: Pick<ClockPort, 'now'>;
  /** Who `$CURRENT_USER` is. */
  userId: string;
  /** Fills a store that has just been made. */
  fill(store: Store): void;
}

/** Statements kept prepared; a flow uses a handful. */
const MAX_STATEMENTS = 256;

const SQLITE_ERROR = 1;
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_TOO_BIG = 18;
const SQLITE_RANGE = 25;
const BROKEN_UNIQUE = 2067;
const BROKEN_PRIMARY_KEY = 1555;
const BROKEN_FOREIGN_KEY = 787;

/** The store's database: opened when it is first used, its failures told as the port tells them. */
export class Store {
  readonly schema: Schema;
  readonly #options: StoreOptions;
  readonly #statements = new Map<string, StatementSync>();
  #database: DatabaseSync | undefined;
  #isClosed = false;

  constructor(options: StoreOptions) {
    this.schema = options.schema;
    this.#options = options;
  }

  variables(): QueryVariables {
    return { now: this.#options.clock.now(), userId: this.#options.userId };
  }

  all(sql: string, values: readonly SQLInputValue[]): StoredRow[] {
    return this.#guard(() => this.#prepare(sql).all(...values));
  }

  /** How many rows it changed. Throws `NOT_UNIQUE`, `VALIDATION_FAILED`. */
  write(collection: Collection, sql: string, values: readonly SQLInputValue[]): number {
    try {
      return this.#guard(() => Number(this.#prepare(sql).run(...values).changes));
    } catch (error) {
      throw brokenRule(collection, error) ?? error;
    }
  }

  /** All or nothing, and nobody else writes meanwhile. */
  transaction<Result>(work: () => Result): Result {
    return this.#guard(() => inTransaction(this.#open(), work));
  }

  close(): void {
    this.#isClosed = true;
    this.#statements.clear();
    this.#database?.close();
    this.#database = undefined;
  }

  #open(): DatabaseSync {
    if (this.#isClosed) throw unavailable(this.#options.file, { reason: 'is closed', help: 'Open it again.' });
    if (this.#database !== undefined) return this.#database;
    const database = openDatabase(this.#options.file);
    this.#database = database;
    try {
      database.function('casefold', { deterministic: true }, (value) =>
        typeof value === 'string' ? value.toLowerCase() : value,
      );
      database.exec('PRAGMA case_sensitive_like = ON');
      prepareTables(database, this.schema, () => this.#options.fill(this));
    } catch (error) {
      database.close();
      this.#database = undefined;
      throw error;
    }
    return database;
  }

  #prepare(sql: string): StatementSync {
    const database = this.#open();
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    if (this.#statements.size >= MAX_STATEMENTS) this.#statements.clear();
    const statement = database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #guard<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw this.#explain(error) ?? error;
    }
  }

  #explain(error: unknown): ServiceError | undefined {
    const code = sqliteErrorCode(error);
    if (code === SQLITE_ERROR || code === SQLITE_TOO_BIG || code === SQLITE_RANGE) {
      return invalidQuery('It is too large for the embedded store', error instanceof Error ? error.message : undefined);
    }
    if (isBrokenRule(sqliteExtendedErrorCode(error))) return undefined;
    const failure = describeDatabaseFailure(error);
    if (failure === undefined) return undefined;
    return unavailable(this.#options.file, failure, {
      cause: error,
      isRetryable: code === SQLITE_BUSY || code === SQLITE_LOCKED,
    });
  }
}

function unavailable(file: string, { reason, help }: DatabaseFailure, options: GenieErrorOptions = {}): ServiceError {
  return new ServiceError('directus', 'UNAVAILABLE', `The embedded Directus store ${reason}`, {
    detail: `Store: ${file}. ${help}`,
    data: { file },
    isRetryable: false,
    ...options,
  });
}

function isBrokenRule(code: number | undefined): boolean {
  return code === BROKEN_UNIQUE || code === BROKEN_PRIMARY_KEY || code === BROKEN_FOREIGN_KEY;
}

/** SQLite names the column at the end of its message: `UNIQUE constraint failed: action_flows.slug`. */
function brokenRule(collection: Collection, error: unknown): ServiceError | undefined {
  const code = sqliteExtendedErrorCode(error);
  if (code === BROKEN_FOREIGN_KEY) return brokenRelation(collection);
  if (!isBrokenRule(code) || !(error instanceof Error)) return undefined;
  return notUnique(collection, error.message.split('.').at(-1) ?? collection.primaryKey.name);
}
