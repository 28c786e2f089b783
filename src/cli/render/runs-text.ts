import type { Json } from '../../json.ts';
import type { RunRecord, RunStatus, StepRecord, StepStatus } from '../../ports/index.ts';
import { durationText } from './duration-text.ts';
import { printable, wrapText } from './fit-text.ts';
import { jsonText } from './json-text.ts';
import type { Palette } from './palette.ts';
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
export function runDetails(run: RunRecord, steps: readonly StepRecord[], palette: Palette): string {
  const took = run.endedAt === null ? '' : ` in ${durationText(run.endedAt - run.startedAt)}`;
  const lines = [
    `${palette.strong(run.slug)}  ${paintStatus(run.status, palette)(run.status)}  ${palette.dim(`${localTime(run.startedAt)}${took} · run ${run.runId}`)}`,
  ];
  if (run.stubs.length > 0) lines.push(palette.warning(`Stubbed: ${run.stubs.join(', ')}`));
  if (run.resumes > 0) lines.push(palette.dim(`Taken up again ${run.resumes === 1 ? 'once' : `${run.resumes} times`}`));
  lines.push('', palette.dim('Parameters'), jsonText(run.input, palette), '', palette.dim('Steps'));
  for (const step of steps) {
    const depth = (JSON.parse(step.path) as Array<string | number>).length - 1;
    const took = step.endedAt === null ? '' : durationText(step.endedAt - step.startedAt);
    const status = paintStatus(step.status, palette)(step.status.padEnd(9));
    lines.push(
      `  ${'  '.repeat(depth)}${status}  ${(step.key ?? step.path).padEnd(16)}  ${palette.dim(`${step.type.padEnd(20)}  ${took}`)}`.trimEnd(),
    );
    if (step.error !== null) lines.push(...wrapText(step.error, 100).map((line) => `    ${palette.bad(line)}`));
  }
  if (run.status === 'success' && run.output !== null)
    lines.push('', palette.dim('Output'), jsonText(run.output, palette));
  if (run.error !== null)
    lines.push('', `${palette.bad('✗')} ${printable(run.error)}  ${palette.dim(run.errorCode ?? '')}`);
  if (run.status === 'error' || run.status === 'interrupted')
    lines.push('', `Go on with: genie-actions resume ${run.runId}`);
  return lines.join('\n');
}

function paintStatus(status: RunStatus | StepStatus, palette: Palette): (text: string) => string {
  switch (status) {
    case 'success':
    case 'done':
      return palette.good;
    case 'error':
    case 'failed':
      return palette.bad;
    case 'interrupted':
    case 'continued':
    case 'unknown':
      return palette.warning;
    case 'running':
    case 'started':
      return palette.accent;
    case 'skipped':
      return palette.dim;
  }
}

/** `2026-11-21 14:03:59` in the time of this machine. */
function localTime(ms: number): string {
  return new Date(ms).toLocaleString('sv-SE');
}
