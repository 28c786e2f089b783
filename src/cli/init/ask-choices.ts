import { cancel, confirm, intro, isCancel, outro, text } from '@clack/prompts';
import type { Streams } from '../streams.ts';
import type { ProjectChoices } from './project-files.ts';

export interface Question extends ProjectChoices {
  directory: string;
  /** Files that are there already. */
  existing: readonly string[];
  isForced: boolean;
}

/** Asks for what the flags left open; `undefined` when the person gave up. Only for a terminal: elsewhere it would never settle. */
export async function askChoices(question: Question, streams: Streams): Promise<ProjectChoices | undefined> {
  const { directory, existing, isForced } = question;
  const io = { input: streams.stdin, output: streams.stderr };
  intro(`A genie-actions project in ${directory}`, io);
  const model = await text({ message: 'Which model do your flows use?', initialValue: question.model, ...io });
  if (isCancel(model)) return giveUp(io);
  const url = await text({
    message: 'Where is your Directus?',
    placeholder: 'leave empty for the embedded store',
    ...(question.directusUrl === undefined ? {} : { initialValue: question.directusUrl }),
    validate: (value) => (!value || URL.canParse(value) ? undefined : 'Write a URL such as http://localhost:8055'),
    ...io,
  });
  if (isCancel(url)) return giveUp(io);
  const hasHooks = question.hasHooks === true || (await askForHooks(io));
  if (isCancel(hasHooks)) return giveUp(io);
  if (existing.length > 0) {
    const what = isForced ? 'Replace' : 'Keep';
    const isAgreed = await confirm({ message: `${what} what is there (${existing.join(', ')}) and go on?`, ...io });
    if (isCancel(isAgreed) || !isAgreed) return giveUp(io);
  }
  outro('Thank you.', io);
  return { model: model || question.model, hasHooks, ...(url ? { directusUrl: url } : {}) };
}

async function askForHooks(io: { input: Streams['stdin']; output: Streams['stderr'] }) {
  return confirm({ message: 'Check flows before each commit (a git hook)?', initialValue: false, ...io });
}

function giveUp(io: { output: Streams['stderr'] }): undefined {
  cancel('Nothing was written.', io);
  return undefined;
}
