import type { ActionEvent, InterceptorStats, MalformedEvent } from '../../intercept/index.ts';
import type { AnswerEvent } from './answer-reader.ts';

/** What one answer held. */
export interface Tally {
  count(event: AnswerEvent): void;
  readonly malformed: readonly MalformedEvent[];
  /** What the server of the model said or did wrong, one sentence each. */
  readonly problems: readonly string[];
  statsLine(): string;
  json(): object;
}

/** Counts events; the text itself is only kept where the outcome shows it. */
export function createTally(isTextKept: boolean): Tally {
  const texts: string[] = [];
  const actions: ActionEvent[] = [];
  const malformed: MalformedEvent[] = [];
  let suppressed = 0;
  let quoted = 0;
  const problems: string[] = [];
  let stats: InterceptorStats | undefined;
  return {
    count(event) {
      if (event.type === 'text') {
        if (isTextKept) texts.push(event.text);
      } else if (event.type === 'action') actions.push(event);
      else if (event.type === 'malformed') malformed.push(event);
      else if (event.type === 'suppressed') suppressed++;
      else if (event.type === 'quoted') quoted++;
      else if (event.type === 'end') stats = event.stats;
      else if (event.type === 'upstream-error') problems.push(`the model's server reported an error: ${event.message}`);
      else if (event.type === 'record-too-long')
        problems.push(`a record of more than ${event.maxRecordBytes} bytes was passed on unread`);
    },
    malformed,
    problems,
    statsLine: () =>
      `${stats?.chars ?? 0} characters, ${actions.length} actions (${stats?.repaired ?? 0} repaired), ` +
      `${malformed.length} malformed, ${suppressed} suppressed, ${quoted} quoted, at most ${stats?.heldMax ?? 0} characters held`,
    json: () => ({ text: texts.join(''), actions, malformed, suppressed, quoted, stats: stats ?? null, problems }),
  };
}
