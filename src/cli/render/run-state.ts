import type { ErrorSummary, RunEvent, StepPath } from '../../engine/events.ts';
import { forgetEarlierRounds } from './step-place.ts';

/** `waiting`: for the next try. `unknown`: started by a process that is gone. */
export type ShownStatus = 'running' | 'waiting' | 'done' | 'failed' | 'continued' | 'skipped' | 'unknown';

/** One step as the list shows it. */
export interface ShownStep {
  path: StepPath;
  type: string;
  key?: string;
  status: ShownStatus;
  /** Milliseconds since 1970. */
  startedAt: number;
  durationMs?: number;
  attempt: number;
  tokens?: number;
  /** Rounds of a loop, polls of a wait. */
  progress?: { done: number; total?: number };
  /** What the step said last. */
  text?: string;
  error?: ErrorSummary;
  isStubbed: boolean;
  isReused: boolean;
}

/** A run as far as its events have told. */
export interface RunState {
  /** By path, as JSON text. */
  steps: Map<string, ShownStep>;
}

export function emptyRunState(): RunState {
  return { steps: new Map() };
}

/** Takes one event in. Rounds of a loop that went well are forgotten when later ones start, so that the list stays short. */
export function applyEvent(state: RunState, event: RunEvent): void {
  const time = Date.parse(event.time);
  switch (event.event) {
    case 'step-start':
      return startStep(state, event, time);
    case 'step-skip':
      state.steps.set(idOf(event.path), { ...namedStep(event, time), status: 'skipped' });
      return;
    case 'step-progress':
      return progressStep(stepAt(state, event.path, time), event);
    case 'step-retry': {
      const step = stepAt(state, event.path, time);
      Object.assign(step, { status: 'waiting', error: event.error, attempt: event.attempt });
      return;
    }
    case 'step-end': {
      const { status, durationMs, isReused = false, error } = event;
      const step = stepAt(state, event.path, time);
      delete step.error;
      Object.assign(step, { status, durationMs, isReused, ...(error === undefined ? {} : { error }) });
      return;
    }
    case 'flow-start':
    case 'flow-end':
      return;
  }
}

type EventOf<Name extends RunEvent['event']> = Extract<RunEvent, { event: Name }>;

function startStep(state: RunState, event: EventOf<'step-start'>, time: number): void {
  const { path, attempt, isStubbed = false } = event;
  const earlier = state.steps.get(idOf(path));
  forgetEarlierRounds(state.steps, path);
  state.steps.set(idOf(path), {
    ...namedStep(event, attempt > 1 && earlier !== undefined ? earlier.startedAt : time),
    attempt,
    isStubbed,
  });
}

function progressStep(step: ShownStep, event: EventOf<'step-progress'>): void {
  const { kind, done, total, text } = event;
  if (kind === 'tokens') step.tokens = done;
  if (kind === 'items' || kind === 'polls') step.progress = { done, ...(total === undefined ? {} : { total }) };
  if (kind !== 'tokens' && text !== undefined) step.text = text;
}

function stepAt(state: RunState, path: StepPath, time: number): ShownStep {
  const id = idOf(path);
  const step = state.steps.get(id) ?? newStep(path, time);
  state.steps.set(id, step);
  return step;
}

function namedStep({ path, type, key }: EventOf<'step-start' | 'step-skip'>, startedAt: number): ShownStep {
  return { ...newStep(path, startedAt), type, ...(key === undefined ? {} : { key }) };
}

function newStep(path: StepPath, startedAt: number): ShownStep {
  return { path, type: '', status: 'running', startedAt, attempt: 1, isStubbed: false, isReused: false };
}

function idOf(path: StepPath): string {
  return JSON.stringify(path);
}
