import type { ActionEvent, InterceptorStats, MalformedEvent } from '../../intercept/index.ts';
import type { AnswerEvent } from './answer-reader.ts';

/** A malformed tag is named one by one up to here; a model that writes nothing else must not fill the memory. */
const MAX_NAMED = 100;

/** What one answer held. */
export interface Tally {
  count(event: AnswerEvent): void;
  readonly malformedCount: number;
  /** What `--strict` says of each malformed tag. */
  malformedLines(): string[];
  /** What the model or its server did wrong, one sentence each. */
  readonly problems: readonly string[];
  statsLine(): string;
  json(): object;
}

/** Counts events; text and tags are kept only where the outcome shows them. */
export function createTally(isKept: boolean): Tally {
  const texts: string[] = [];
  const actions: ActionEvent[] = [];
  const malformed: MalformedEvent[] = [];
  const malformedLines: string[] = [];
  const problems = new Set<string>();
  const counts = { actions: 0, malformed: 0, suppressed: 0, quoted: 0 };
  let stats: InterceptorStats | undefined;
  return {
    count(event) {
      switch (event.type) {
        case 'text':
          if (isKept) texts.push(event.text);
          break;
        case 'action':
          counts.actions++;
          if (isKept) actions.push(event);
          break;
        case 'malformed':
          counts.malformed++;
          if (isKept) malformed.push(event);
          else if (malformedLines.length < MAX_NAMED)
            malformedLines.push(`✗ malformed tag of "${event.slug}": ${event.reason}`);
          break;
        case 'suppressed':
          counts.suppressed++;
          if (event.why === 'limit') problems.add(`only the first ${counts.actions} actions of an answer are taken`);
          break;
        case 'quoted':
          counts.quoted++;
          break;
        case 'end':
          stats = event.stats;
          break;
        case 'upstream-error':
          if (problems.size < MAX_NAMED) problems.add(`the model's server reported an error: ${event.message}`);
          break;
        case 'record-too-long':
          problems.add(`a record of more than ${event.maxRecordBytes} bytes was passed on unread`);
      }
    },
    get malformedCount() {
      return counts.malformed;
    },
    malformedLines() {
      const unnamed = counts.malformed - malformedLines.length;
      return unnamed > 0 ? [...malformedLines, `… and ${unnamed} more`] : malformedLines;
    },
    get problems() {
      return [...problems];
    },
    statsLine: () =>
      `${stats?.chars ?? 0} characters, ${counts.actions} actions (${stats?.repaired ?? 0} repaired), ` +
      `${counts.malformed} malformed, ${counts.suppressed} suppressed, ${counts.quoted} quoted, ` +
      `at most ${stats?.heldMax ?? 0} characters held`,
    json: () => ({
      text: texts.join(''),
      actions,
      malformed,
      suppressed: counts.suppressed,
      quoted: counts.quoted,
      stats: stats ?? null,
      problems: [...problems],
    }),
  };
}
