import type { Place } from '../../finding.ts';
import type { ReferenceNode, StepNode } from '../../model/index.ts';

/** The reference as it is written, without braces. */
export function placeOfReference({ text, reference: { start, end } }: ReferenceNode): Place {
  return { pointer: text.pointer, range: { start, end } };
}

/** The type of a step: what stands for the step as a whole. */
export function placeOfStep({ step }: StepNode): Place {
  return { pointer: `${step.pointer}/type` };
}

/** The value of a setting, or the step where it is not written. */
export function placeOfSetting(node: StepNode, setting: string): Place {
  const { step, settingsPointer } = node;
  return Object.hasOwn(step.config, setting) ? { pointer: `${settingsPointer}/${setting}` } : placeOfStep(node);
}
