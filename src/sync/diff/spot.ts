import { isJsonObject, type Json } from '../../json.ts';
import { joinPointer } from '../../flow/index.ts';

/** Where a value stands in one document: the way up to its root. What it is called is worked out only for what is told. */
export interface Spot {
  parent: Spot | undefined;
  /** The key, or the index of a step in its list. */
  token: string | number;
  /** Of a step: the step itself. */
  step: Json | undefined;
  /** How many lists and objects it stands in. */
  depth: number;
}

export const WHOLE_DOCUMENT: Spot = { parent: undefined, token: '', step: undefined, depth: 0 };

export function spotUnder(parent: Spot, key: string): Spot {
  return { parent, token: key, step: undefined, depth: parent.depth + 1 };
}

/** `list` is where the list of the step stands. */
export function spotOfStep(list: Spot, step: Json | undefined, index: number): Spot {
  return { parent: list, token: index, step, depth: list.depth + 1 };
}

export function pointerOf({ parent, token }: Spot): string {
  return parent === undefined ? '' : joinPointer(pointerOf(parent), token);
}

/** For a person: `description`, `step "caption"`, `step "caption": config.temperature`. */
export function describeSpot(spot: Spot): string {
  const { step, keys } = keysInStep(spot);
  const label = step === undefined ? '' : describeStep(step);
  if (keys.length === 0) return label || 'the flow';
  const setting = keys.map((key, index) => describeKey(key, index === 0)).join('');
  return label === '' ? setting : `${label}: ${setting}`;
}

/** `step "caption"`, `step 2.then.1 (log)`. */
export function describeStep(spot: Spot): string {
  const { step } = spot;
  const key = keyOfStep(step);
  if (key !== undefined) return `step ${JSON.stringify(key)}`;
  const type = isJsonObject(step) ? step['type'] : undefined;
  const number = stepNumber(spot).join('.');
  return typeof type === 'string' ? `step ${number} (${type})` : `step ${number}`;
}

/** What later steps call a step's result. */
export function keyOfStep(step: Json | undefined): string | undefined {
  if (!isJsonObject(step)) return undefined;
  const key = Object.hasOwn(step, 'result_key') ? step['result_key'] : step['name'];
  return typeof key === 'string' && key !== '' ? key : undefined;
}

/** The innermost step around a place, and the keys in it, or in the document, that lead there. */
function keysInStep(spot: Spot): { step: Spot | undefined; keys: string[] } {
  const keys: string[] = [];
  let at: Spot = spot;
  for (; typeof at.token === 'string'; at = at.parent) {
    if (at.parent === undefined) return { step: undefined, keys };
    keys.unshift(at.token);
  }
  return { step: at, keys };
}

/** As the failures of runs write it: without what every step has, `steps` of the flow and of `on_error`, and `config`. */
function stepNumber({ parent, token }: Spot): (string | number)[] {
  const { step, keys } = keysInStep(parent!);
  const isUnsaid = (key: string, index: number): boolean => {
    if (step === undefined) return index === 0 && key === 'steps';
    return (index === 0 && key === 'config') || (key === 'steps' && keys[index - 1] === 'on_error');
  };
  const said = keys.filter((key, index) => !isUnsaid(key, index));
  return [...(step === undefined ? [] : stepNumber(step)), ...said, Number(token) + 1];
}

function describeKey(key: string, isFirst: boolean): string {
  if (!/^[\w$-]+$/.test(key)) return `[${JSON.stringify(key)}]`;
  return isFirst ? key : `.${key}`;
}
