import type { ChatMessage, ModelAnswer } from '../ports/index.ts';
import type { StepContext } from '../step.ts';
import { answerInFormat } from './answer-in-format.ts';
import type { Messages, ModelSettings } from './model-settings.ts';
import { tokenProgress } from './token-progress.ts';
import { withoutUndefined } from './without-undefined.ts';

/** A conversation and its next message. Rejects with `FORMAT_MISMATCH` when the answer does not fit `format`. */
export async function chat(
  settings: ModelSettings & { messages: Messages },
  context: StepContext<'model'>,
): Promise<ModelAnswer> {
  const { messages, format: asked, ...rest } = settings;
  const conversation: ChatMessage[] = messages.map(withoutUndefined);
  return answerInFormat(asked, async (format, repair) => {
    const repairRound: ChatMessage[] =
      repair === undefined
        ? []
        : [
            { role: 'assistant', content: repair.answer },
            { role: 'user', content: repair.request },
          ];
    const request = withoutUndefined({ ...rest, messages: [...conversation, ...repairRound], format });
    return context.ports.model.chat(request, tokenProgress(context));
  });
}
