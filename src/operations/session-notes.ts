import { createHash } from 'node:crypto';
import type { StepContext } from '../step.ts';

/** What a run remembers of one of its browser sessions. */
interface SessionNotes {
  /** Whose pages these are: extracts of one identity are never shown to another. */
  identity: string;
  /** The page that was opened last. */
  url?: string;
}

type RunState = Pick<StepContext, 'runState'>;

const keyOf = (sessionId: string) => `browser-session:${sessionId}`;

/** What is known of a session; one that another run opened is anonymous. */
export function notesOf(sessionId: string, { runState }: RunState): SessionNotes {
  return (runState.get(keyOf(sessionId)) as SessionNotes | undefined) ?? { identity: 'anonymous' };
}

export function noteSession(sessionId: string, notes: Partial<SessionNotes>, context: RunState): void {
  context.runState.set(keyOf(sessionId), { ...notesOf(sessionId, context), ...notes });
}

/** An identity for headers or cookies that somebody brought: the same ones are the same person. */
export function identityOfSecret(kind: 'headers' | 'cookies', value: unknown): string {
  return `${kind}:${createHash('sha256').update(JSON.stringify(value)).digest('hex')}`;
}
