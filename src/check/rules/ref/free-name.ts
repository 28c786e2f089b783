import { isReservedName } from '../../../expression/index.ts';
import { stepsNamed, type FlowModel } from '../../model/index.ts';

/** The name with the first number that makes it one that no step has. */
export function freeName(wanted: string, model: FlowModel): string {
  const base = /^[A-Za-z_]/.test(wanted) ? wanted : `result_${wanted}`;
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}_${count}`;
    if (!isReservedName(name) && !isUsed(name, model)) return name;
  }
}

function isUsed(name: string, model: FlowModel): boolean {
  return (
    stepsNamed(name, model).length > 0 ||
    model.references.some(({ reference }) => reference.root === name) ||
    model.steps.some(({ step }) => step.config['as'] === name)
  );
}
