import type { ModelAnswer } from '../ports/index.ts';
import type { StepContext } from '../step.ts';
import { answerInFormat } from './answer-in-format.ts';
import type { ModelSettings } from './model-settings.ts';
import { tokenProgress } from './token-progress.ts';
import { withoutUndefined } from './without-undefined.ts';

/** One prompt, one answer. Rejects with `FORMAT_MISMATCH` when the answer does not fit `format`. */
export async function generateText(
  settings: ModelSettings & { prompt: string; images?: string[] | undefined },
  context: StepContext<'model'>,
): Promise<ModelAnswer> {
  const { prompt, format: asked, ...rest } = settings;
  return answerInFormat(asked, async (format, repair) => {
    const whole =
      repair === undefined ? prompt : `${prompt}\n\nYour last answer was:\n${repair.answer}\n\n${repair.request}`;
    return context.ports.model.generate(withoutUndefined({ ...rest, prompt: whole, format }), tokenProgress(context));
  });
}
