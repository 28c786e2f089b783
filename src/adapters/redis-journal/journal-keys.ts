/** The names of the journal's keys in Redis. */
export interface JournalKeys {
  version: string;
  /** Hash: flow documents by their SHA-256; each is kept once, however often it runs. */
  documents: string;
  /** Sorted set: run ids by their start. */
  runs: string;
  /** Hash: audit rows that wait, by id. */
  audits: string;
  /** Hash: who is about to write such a row, by id. */
  auditClaims: string;
  runsOf: (slug: string) => string;
  run: (runId: string) => string;
  /** Hash: the steps of a run by path. */
  steps: (runId: string) => string;
  /** There as long as an open journal is heard of. */
  owner: (ownerId: string) => string;
}

export function journalKeys(prefix: string): JournalKeys {
  const key = (...parts: string[]) => [prefix, ...parts].join(':');
  return {
    version: key('version'),
    documents: key('documents'),
    runs: key('runs'),
    audits: key('audits'),
    auditClaims: key('audit-claims'),
    runsOf: (slug) => key('runs', slug),
    run: (runId) => key('run', runId),
    steps: (runId) => key('steps', runId),
    owner: (ownerId) => key('owner', ownerId),
  };
}
