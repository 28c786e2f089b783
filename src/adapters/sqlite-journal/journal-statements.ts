import type { DatabaseSync } from 'node:sqlite';
import type { StepRecord } from '../../ports/index.ts';

const RUN_COLUMNS = `runs.*, documents.text AS document, owners.host, owners.pid, owners.process_start, owners.heartbeat_at
  FROM runs JOIN documents ON documents.hash = runs.document_hash LEFT JOIN owners USING (owner_id)`;

const RECORD_STEP = `
  INSERT INTO steps (run_id, path, type, key, status, effect, attempt, result, is_reusable, session_id, error_code, error,
    started_at, ended_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (run_id, path) DO UPDATE SET type = excluded.type, key = excluded.key, status = excluded.status,
    effect = excluded.effect, attempt = excluded.attempt, result = excluded.result, is_reusable = excluded.is_reusable,
    session_id = excluded.session_id, error_code = excluded.error_code, error = excluded.error,
    started_at = excluded.started_at, ended_at = excluded.ended_at`;

const LIST_RUNS = `
  SELECT ${RUN_COLUMNS} WHERE (:slug IS NULL OR slug = :slug) AND (:status IS NULL OR status = :status)
  ORDER BY started_at DESC, runs.rowid DESC`;

const TAKE_RUN = `
  UPDATE runs SET status = 'running', owner_id = ?, ended_at = NULL, output = 'null', error = NULL, error_code = NULL,
    resumes = resumes + 1
  WHERE run_id = ?`;

const START_RUN = `
  INSERT INTO runs (run_id, slug, document_hash, input, context, trigger, started_at, stubs, owner_id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const END_RUN = `
  UPDATE runs SET status = ?, output = ?, error = ?, error_code = ?, ended_at = ? WHERE run_id = ?`;

const TOUCH_OWNER = `
  INSERT INTO owners (owner_id, host, pid, process_start, heartbeat_at) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (owner_id) DO UPDATE SET heartbeat_at = excluded.heartbeat_at`;

export type JournalStatements = ReturnType<typeof prepareJournalStatements>;

export function prepareJournalStatements(database: DatabaseSync) {
  return {
    keepDocument: database.prepare('INSERT INTO documents (hash, text) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING'),
    startRun: database.prepare(START_RUN),
    takeRun: database.prepare(TAKE_RUN),
    endRun: database.prepare(END_RUN),
    getRun: database.prepare(`SELECT ${RUN_COLUMNS} WHERE run_id = ?`),
    listRuns: database.prepare(LIST_RUNS),
    recordStep: database.prepare(RECORD_STEP),
    listSteps: database.prepare('SELECT * FROM steps WHERE run_id = ? ORDER BY step_id'),
    touchOwner: database.prepare(TOUCH_OWNER),
    dropOwner: database.prepare('DELETE FROM owners WHERE owner_id = ?'),
    listOwners: database.prepare('SELECT * FROM owners'),
    keepAudit: database.prepare('INSERT INTO audits (row) VALUES (?)'),
    listAudits: database.prepare('SELECT audit_id, row FROM audits ORDER BY audit_id'),
    dropAudit: database.prepare('DELETE FROM audits WHERE audit_id = ?'),
  };
}

export function writeStep({ recordStep }: JournalStatements, step: StepRecord): void {
  recordStep.run(
    step.runId,
    step.path,
    step.type,
    step.key,
    step.status,
    step.effect,
    step.attempt,
    step.result,
    step.isReusable ? 1 : 0,
    step.sessionId,
    step.errorCode,
    step.error,
    step.startedAt,
    step.endedAt,
  );
}
