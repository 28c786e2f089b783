import { durationText } from './duration-text.ts';
import type { Palette } from './palette.ts';
import { fitWidth, wrapText } from './fit-text.ts';
import type { RunState, ShownStep } from './run-state.ts';
import { branchOf, comparePaths, depthOf } from './step-place.ts';

export interface ListView {
  palette: Palette;
  columns: number;
  /** Milliseconds since 1970: running steps show their time up to now. */
  now: number;
  /** Counts up: the position of the spinner. */
  frame: number;
}

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** The list of steps: a pure function of the state. */
export function renderRun(state: RunState, view: ListView): string {
  const steps = [...state.steps.values()].sort((a, b) => comparePaths(a.path, b.path));
  const nameWidth = Math.min(32, Math.max(0, ...steps.map((step) => indentOf(step) + nameOf(step).length)));
  const typeWidth = Math.min(26, Math.max(0, ...steps.map((step) => step.type.length)));
  return steps
    .flatMap((step) => {
      const line = stepLine(step, view, nameWidth, typeWidth);
      return hasFailedInside(step, steps) ? [line] : [line].concat(messageLines(step, view));
    })
    .join('\n');
}

/** One step in one line, with the lines of its error. */
export function stepLines(step: ShownStep, view: ListView, nameWidth: number, typeWidth: number): string[] {
  return [stepLine(step, view, nameWidth, typeWidth), ...messageLines(step, view)];
}

/** The step inside says it already. */
function hasFailedInside(step: ShownStep, steps: readonly ShownStep[]): boolean {
  if (step.error === undefined) return false;
  return steps.some(
    ({ path, error }) =>
      error !== undefined && path.length > step.path.length && step.path.every((part, index) => part === path[index]),
  );
}

function stepLine(step: ShownStep, view: ListView, nameWidth: number, typeWidth: number): string {
  const { palette, columns } = view;
  const indent = ' '.repeat(indentOf(step));
  const name = fitWidth(nameOf(step), Math.max(1, nameWidth - indent.length));
  const facts = factsOf(step, view.now);
  const room = columns - 4 - nameWidth - 2 - typeWidth - 2;
  const muted = step.status === 'skipped' ? palette.dim : (text: string) => text;
  const line = `  ${indent}${glyphOf(step, view)} ${muted(name)}  ${palette.dim(fitWidth(step.type, typeWidth))}  ${palette.dim(fitWidth(facts, Math.min(facts.length, Math.max(0, room))))}`;
  return line.trimEnd();
}

function messageLines(step: ShownStep, { palette, columns }: ListView): string[] {
  if (step.error === undefined || step.status === 'done') return [];
  const paint = step.status === 'failed' ? palette.bad : palette.warning;
  const margin = ' '.repeat(4 + indentOf(step));
  return wrapText(step.error.message, columns - margin.length).map((line) => `${margin}${paint(line)}`);
}

function glyphOf(step: ShownStep, { palette, frame }: ListView): string {
  switch (step.status) {
    case 'running':
      return palette.accent(SPINNER[frame % SPINNER.length]!);
    case 'waiting':
      return palette.warning('↻');
    case 'done':
      return palette.good('✓');
    case 'failed':
      return palette.bad('✗');
    case 'continued':
      return palette.warning('!');
    case 'skipped':
      return palette.dim('-');
    case 'unknown':
      return palette.warning('?');
  }
}

function factsOf(step: ShownStep, now: number): string {
  if (step.status === 'skipped') return 'skipped';
  if (step.status === 'unknown') return 'started, outcome unknown';
  const facts = [durationText(step.durationMs ?? Math.max(0, now - step.startedAt))];
  if (step.isStubbed) facts.push('stub');
  if (step.isReused) facts.splice(0, 1, 'reused');
  if (step.progress !== undefined) facts.push(progressText(step.progress));
  if (step.tokens !== undefined) facts.push(`${step.tokens} tokens`);
  if (step.attempt > 1 || step.status === 'waiting') facts.push(`try ${step.attempt}`);
  if (step.text !== undefined && (step.progress === undefined || step.status === 'running')) facts.push(step.text);
  return facts.join(' · ');
}

function progressText({ done, total }: { done: number; total?: number }): string {
  return total === undefined ? String(done) : `${done}/${total}`;
}

function nameOf(step: ShownStep): string {
  const branch = branchOf(step.path);
  const name = step.key ?? `step ${(step.path.at(-1) as number) + 1}`;
  return branch === '' ? name : `${branch} ${name}`;
}

function indentOf(step: ShownStep): number {
  return 2 * depthOf(step.path);
}
