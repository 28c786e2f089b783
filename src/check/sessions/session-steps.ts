import type { FlowModel, ReferenceNode, StepNode, TextNode } from '../model/index.ts';
import { rememberLatest } from '../remember-latest.ts';

/** A step that works in, or closes, a browser session that it names. */
export interface SessionUse {
  readonly step: StepNode;
  readonly isClose: boolean;
  /** The text of its `sessionId`. */
  readonly text: TextNode;
  /** The only reference in that text. */
  readonly reference: ReferenceNode | undefined;
  /** The step that opened the session; `undefined` when that cannot be told. */
  readonly opener: StepNode | undefined;
}

/** What a flow does with browser sessions, in the order of the document. */
export interface Sessions {
  /** Steps whose session has to be closed by a step. */
  readonly openers: readonly StepNode[];
  readonly uses: readonly SessionUse[];
}

const NONE: Sessions = { openers: [], uses: [] };

export const sessionsOf = rememberLatest(findSessions);

function findSessions({ steps }: FlowModel): Sessions {
  const openers = steps.filter(({ facts }) => facts?.session === 'opens');
  const uses: SessionUse[] = [];
  for (const step of steps) {
    const session = step.facts?.session;
    if (session === undefined || session === 'opens') continue;
    const text = step.texts.find(isSessionId);
    if (text === undefined) continue;
    const reference = text.references.length === 1 ? text.references[0] : undefined;
    const target = reference?.target;
    const opener = target !== undefined && opensSession(target) ? target : undefined;
    uses.push({ step, isClose: isClosing(step), text, reference, opener });
  }
  return openers.length === 0 && uses.length === 0 ? NONE : { openers, uses };
}

/** `stagehand` with its action `start` also makes a session with an id; the run closes that one itself. */
export function opensSession({ facts, step }: StepNode): boolean {
  return facts?.session === 'opens' || (step.type === 'stagehand' && step.config['action'] === 'start');
}

function isClosing({ facts, step }: StepNode): boolean {
  return facts?.session === 'closes' || (step.type === 'stagehand' && step.config['action'] === 'close');
}

function isSessionId({ site, path }: TextNode): boolean {
  if (site.kind !== 'setting') return false;
  return site.setting === 'sessionId' || (site.setting === 'params' && path.length === 2 && path[1] === 'sessionId');
}
