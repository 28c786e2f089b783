import { isJsonObject, type Json } from '../../json.ts';
import { joinPointer } from '../../flow/index.ts';

/** Where a value stands in one document. */
export interface Spot {
  pointer: string;
  /** The innermost step around it, for a person: `step "caption"`, `step 2.then.1 (log)`; empty outside of steps. */
  step: string;
  /** The number of that step as the failures of runs write it: `2.then.1`. */
  stepNumber: string;
  /** Keys inside the step, or inside the document. */
  keys: readonly string[];
  /** How many lists and objects it stands in. */
  depth: number;
}

export const WHOLE_DOCUMENT: Spot = { pointer: '', step: '', stepNumber: '', keys: [], depth: 0 };

export function spotUnder(spot: Spot, key: string): Spot {
  return { ...spot, pointer: joinPointer(spot.pointer, key), keys: [...spot.keys, key], depth: spot.depth + 1 };
}

/** `spot` is the list. */
export function spotOfStep(spot: Spot, step: Json | undefined, index: number): Spot {
  const list = spot.keys.filter((key, at) => !isUnsaid(key, spot, at));
  const stepNumber = [...(spot.stepNumber === '' ? [] : [spot.stepNumber]), ...list, index + 1].join('.');
  const pointer = `${spot.pointer}/${index}`;
  return { pointer, step: labelOf(step, stepNumber), stepNumber, keys: [], depth: spot.depth + 1 };
}

/** For a person: `description`, `step "caption"`, `step "caption": config.temperature`. */
export function describeSpot({ step, keys }: Spot): string {
  if (keys.length === 0) return step === '' ? 'the flow' : step;
  const setting = keys.map((key, index) => describeKey(key, index === 0)).join('');
  return step === '' ? setting : `${step}: ${setting}`;
}

/** What later steps call a step's result. */
export function keyOfStep(step: Json | undefined): string | undefined {
  if (!isJsonObject(step)) return undefined;
  const key = Object.hasOwn(step, 'result_key') ? step['result_key'] : step['name'];
  return typeof key === 'string' && key !== '' ? key : undefined;
}

/** The number of a step leaves out what every step has: `steps` of the flow and of `on_error`, `config`. */
function isUnsaid(key: string, { step, keys }: Spot, index: number): boolean {
  if (step === '') return index === 0 && key === 'steps';
  return (index === 0 && key === 'config') || (key === 'steps' && keys[index - 1] === 'on_error');
}

function labelOf(step: Json | undefined, stepNumber: string): string {
  const key = keyOfStep(step);
  if (key !== undefined) return `step ${JSON.stringify(key)}`;
  const type = isJsonObject(step) ? step['type'] : undefined;
  return typeof type === 'string' ? `step ${stepNumber} (${type})` : `step ${stepNumber}`;
}

function describeKey(key: string, isFirst: boolean): string {
  if (!/^[\w$-]+$/.test(key)) return `[${JSON.stringify(key)}]`;
  return isFirst ? key : `.${key}`;
}
