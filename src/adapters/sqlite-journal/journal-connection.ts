import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction, openDatabase } from '../open-database.ts';
import { prepareJournalTables } from './journal-schema.ts';
import { prepareJournalStatements, type JournalStatements } from './journal-statements.ts';
import { guardJournal, journalUnavailable } from './journal-unavailable.ts';
import type { Write } from './write-buffer.ts';

export interface OpenJournal {
  database: DatabaseSync;
  statements: JournalStatements;
}

/** The journal's database, opened when it is first written, or first read and there. */
export class JournalConnection {
  readonly #file: string;
  #open: OpenJournal | undefined;
  #isClosed = false;

  constructor(file: string) {
    this.#file = file;
  }

  forWriting(): OpenJournal {
    if (this.#isClosed) throw journalUnavailable(this.#file, { reason: 'is closed', help: 'Open it again.' });
    return (this.#open ??= guardJournal(this.#file, () => this.#openFile()));
  }

  /** Does the writes in one transaction. */
  commit(writes: readonly Write[]): void {
    const { database } = this.forWriting();
    guardJournal(this.#file, () =>
      inTransaction(database, () => {
        for (const write of writes) write();
      }),
    );
  }

  /** `nothing` when there is no journal yet. */
  read<Result>(nothing: Result, read: (journal: OpenJournal) => Result): Result {
    if (this.#open === undefined && !this.#isClosed && !existsSync(this.#file)) return nothing;
    const journal = this.forWriting();
    return guardJournal(this.#file, () => read(journal));
  }

  ifOpen(work: (journal: OpenJournal) => void): void {
    const journal = this.#open;
    if (journal !== undefined) guardJournal(this.#file, () => work(journal));
  }

  close(): void {
    this.#isClosed = true;
    this.#open?.database.close();
    this.#open = undefined;
  }

  #openFile(): OpenJournal {
    const database = openDatabase(this.#file);
    try {
      prepareJournalTables(database, this.#file);
      return { database, statements: prepareJournalStatements(database) };
    } catch (error) {
      database.close();
      throw error;
    }
  }
}
