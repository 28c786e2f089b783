import type { JobState, QueuedJob } from '../../ports/index.ts';
import type { Masker } from '../../secrets/index.ts';
import { durationText } from '../render/duration-text.ts';
import { printable } from '../render/fit-text.ts';
import { jsonText } from '../render/json-text.ts';
import type { Paint, Palette } from '../render/palette.ts';
import { renderTable } from '../render/table.ts';

/** A job as `--json` shows it: times in ISO 8601, secrets masked. */
export function jobJson(job: QueuedJob, masker: Masker) {
  return masker.mask({
    id: job.id,
    queue: job.queue,
    name: job.name,
    state: job.state,
    attempts: job.attempts,
    max_attempts: job.maxAttempts,
    deliveries: job.deliveries,
    created_at: isoTime(job.createdAt),
    started_at: isoTime(job.startedAt),
    ended_at: isoTime(job.endedAt),
    progress: job.progress,
    error: job.error,
    data: job.data,
    result: job.result,
  });
}

/** `genie-runs: 3 waiting, 1 failed`. */
export function countsText(queue: string, counts: Record<JobState, number>, palette: Palette): string {
  const parts = Object.entries(counts).flatMap(([state, count]) => (count === 0 ? [] : [`${count} ${state}`]));
  return `${palette.strong(queue)}: ${parts.join(', ') || 'no jobs'}`;
}

export function jobsTable(jobs: readonly QueuedJob[], palette: Palette, width: number): string {
  return renderTable<QueuedJob>(
    [
      { title: 'JOB', value: (job) => job.id, paint: (cell) => palette.accent(cell) },
      { title: 'QUEUE', value: (job) => job.queue },
      { title: 'NAME', value: (job) => printable(job.name) },
      { title: 'STATE', value: (job) => job.state, paint: (cell, job) => paintState(job.state, palette)(cell) },
      { title: 'CREATED', value: (job) => localTime(job.createdAt) },
      { title: 'ERROR', value: (job) => printable(job.error ?? ''), paint: (cell) => palette.dim(cell) },
    ],
    jobs,
    { width, title: (text) => palette.dim(text) },
  );
}

/** One job for the person. */
export function jobDetails(job: QueuedJob, masker: Masker, palette: Palette): string {
  const took = job.startedAt === null || job.endedAt === null ? '' : ` in ${durationText(job.endedAt - job.startedAt)}`;
  const attempts = job.maxAttempts > 1 ? ` · attempt ${Math.max(1, job.attempts)} of ${job.maxAttempts}` : '';
  const lines = [
    `${palette.strong(printable(job.name))}  ${paintState(job.state, palette)(job.state)}  ${palette.dim(`${localTime(job.createdAt)}${took}${attempts} · ${job.queue} ${job.id}`)}`,
    '',
    palette.dim('Data'),
    jsonText(masker.mask(job.data), palette),
  ];
  if (job.result !== null) lines.push('', palette.dim('Result'), jsonText(masker.mask(job.result), palette));
  if (job.error !== null) lines.push('', `${palette.bad('✗')} ${printable(masker.maskText(job.error))}`);
  if (job.state === 'failed') lines.push('', `Try again: genie-actions jobs retry ${job.id} --queue ${job.queue}`);
  return lines.join('\n');
}

function paintState(state: JobState, palette: Palette): Paint {
  if (state === 'completed') return palette.good;
  if (state === 'failed') return palette.bad;
  return state === 'active' ? palette.accent : palette.warning;
}

function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** `2026-11-21 14:03:59` in the time of this machine. */
function localTime(ms: number): string {
  return new Date(ms).toLocaleString('sv-SE');
}
