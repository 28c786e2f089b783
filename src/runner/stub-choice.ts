import type { PortName } from '../ports/index.ts';
import type { StepType } from '../step.ts';
import type { RunOptions } from './types.ts';

/** Ports that a dry run may use: they touch nothing outside the process. */
const HARMLESS: ReadonlySet<PortName> = new Set(['sandbox']);

/** Tells which step types answer with their stubs. */
export function stubChoice(stubs: RunOptions['stubs']): (stepType: StepType) => boolean {
  if (stubs === undefined) return () => false;
  if (stubs === 'all') return ({ isPure, needs }) => !isPure || needs.some((name) => !HARMLESS.has(name));
  const names = new Set(stubs.map((name) => (name === 'ollama' ? 'model' : name)));
  return ({ type, needs }) => names.has(type) || needs.some((name) => names.has(name));
}
