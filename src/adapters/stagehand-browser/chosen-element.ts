import { isJsonObject, type Json } from '../../json.ts';

/**
 * The line of the element that an answer chose for an action, `button: Show stats`, as the page's tree in the prompt has it.
 * `undefined` when the answer chose none, or needs a second action.
 */
export function chosenElement(answer: Json, prompt: string): string | undefined {
  if (!isJsonObject(answer) || !isJsonObject(answer.action) || answer.twoStep === true) return undefined;
  const { elementId } = answer.action;
  if (typeof elementId !== 'string' || !/^\d+-\d+$/.test(elementId)) return undefined;
  return new RegExp(`^[^\\S\\n]*\\[${elementId}\\] (.*)$`, 'm').exec(prompt)?.[1]?.trim();
}
