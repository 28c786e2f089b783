import type { StepPath } from '../../engine/events.ts';
import type { Json } from '../../json.ts';
import type { RunRecord, RunStatus, StepRecord } from '../../ports/index.ts';
import { durationText } from './duration-text.ts';
import { printable } from './fit-text.ts';
import { jsonText } from './json-text.ts';
import { localTime } from './local-time.ts';
import type { Paint, Palette } from './palette.ts';
import { renderRun } from './run-list.ts';
import type { RunState, ShownStep } from './run-state.ts';
import { renderTable } from './table.ts';

/** A run as `--json` shows it: times in ISO 8601. */
export function runJson(run: RunRecord) {
  return {
    run_id: run.runId,
    slug: run.slug,
    status: run.status,
    started_at: new Date(run.startedAt).toISOString(),
    duration_ms: run.endedAt === null ? null : run.endedAt - run.startedAt,
    trigger: run.trigger,
    resumes: run.resumes,
    stubs: run.stubs,
    input: run.input,
    context: run.context,
    output: run.output,
    error: run.error,
    error_code: run.errorCode,
  };
}

/** A step as `--json` shows it. */
export function stepJson(step: StepRecord) {
  return {
    path: JSON.parse(step.path) as Json,
    type: step.type,
    key: step.key,
    status: step.status,
    effect: step.effect,
    attempt: step.attempt,
    started_at: new Date(step.startedAt).toISOString(),
    duration_ms: step.endedAt === null ? null : step.endedAt - step.startedAt,
    result: step.result === null ? null : (JSON.parse(step.result) as Json),
    error: step.error,
    error_code: step.errorCode,
  };
}

export function runsTable(runs: readonly RunRecord[], palette: Palette, width: number): string {
  return renderTable<RunRecord>(
    [
      { title: 'RUN', value: (run) => run.runId, paint: (cell) => palette.accent(cell) },
      { title: 'FLOW', value: (run) => run.slug },
      { title: 'STATUS', value: (run) => run.status, paint: (cell, run) => paintStatus(run.status, palette)(cell) },
      { title: 'STARTED', value: (run) => localTime(run.startedAt) },
      { title: 'TOOK', value: (run) => (run.endedAt === null ? '' : durationText(run.endedAt - run.startedAt)) },
      { title: 'ERROR', value: (run) => run.error ?? '', paint: (cell) => palette.dim(cell) },
    ],
    runs,
    { width, title: (text) => palette.dim(text) },
  );
}

/** One run for the person: what it was, its steps, its end, and how to go on. */
export function runDetails(run: RunRecord, steps: readonly StepRecord[], palette: Palette, width: number): string {
  const took = run.endedAt === null ? '' : ` in ${durationText(run.endedAt - run.startedAt)}`;
  const lines = [
    `${palette.strong(run.slug)}  ${paintStatus(run.status, palette)(run.status)}  ${palette.dim(`${localTime(run.startedAt)}${took} · run ${run.runId}`)}`,
  ];
  if (run.stubs.length > 0) lines.push(palette.warning(`Stubbed: ${run.stubs.join(', ')}`));
  if (run.resumes > 0) lines.push(palette.dim(`Taken up again ${run.resumes === 1 ? 'once' : `${run.resumes} times`}`));
  lines.push(
    '',
    palette.dim('Parameters'),
    jsonText(run.input, palette),
    '',
    palette.dim('Steps'),
    stepList(steps, palette, width),
  );
  if (run.status === 'success' && run.output !== null)
    lines.push('', palette.dim('Output'), jsonText(run.output, palette));
  if (run.error !== null)
    lines.push('', `${palette.bad('✗')} ${printable(run.error)}  ${palette.dim(run.errorCode ?? '')}`);
  if (run.status === 'error' || run.status === 'interrupted')
    lines.push('', `Go on with: genie-actions resume ${run.runId}`);
  return lines.join('\n');
}

/** The steps as the list of a running flow shows them, the rounds of loops included. */
function stepList(steps: readonly StepRecord[], palette: Palette, columns: number): string {
  const state: RunState = { steps: new Map(steps.map((step) => [step.path, shownStep(step)])) };
  return renderRun(state, { palette, columns, now: 0, frame: 0 });
}

function shownStep(step: StepRecord): ShownStep {
  const { path, type, key, status, startedAt, endedAt, attempt, error, errorCode } = step;
  return {
    path: JSON.parse(path) as StepPath,
    type,
    status: status === 'started' ? 'unknown' : status,
    startedAt,
    attempt,
    isStubbed: false,
    isReused: false,
    ...(key === null ? {} : { key }),
    ...(endedAt === null ? {} : { durationMs: endedAt - startedAt }),
    ...(error === null ? {} : { error: { code: errorCode ?? '', message: error } }),
  };
}

function paintStatus(status: RunStatus, palette: Palette): Paint {
  switch (status) {
    case 'success':
      return palette.good;
    case 'error':
      return palette.bad;
    case 'interrupted':
      return palette.warning;
    case 'running':
      return palette.accent;
  }
}
