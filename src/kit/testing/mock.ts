import type { Json, JsonObject } from '../../json.ts';
import type { TestCall } from './test-call.ts';
import type { DocumentPath } from './suite.ts';

/** What answers in place of a step. */
export type Mock = ValueMock | StubMock | ErrorMock | FunctionMock | ListMock;

/** The result of the step. */
export interface ValueMock {
  kind: 'value';
  value: Json;
  path: DocumentPath;
}

/** The result of a dry run, with some fields replaced. */
export interface StubMock {
  kind: 'stub';
  changes: JsonObject;
  path: DocumentPath;
}

/** The step fails. */
export interface ErrorMock {
  kind: 'error';
  code: string;
  message: string;
  detail: string | undefined;
  isRetryable: boolean;
  path: DocumentPath;
}

/** Code gives the result, or throws what the step fails with. */
export interface FunctionMock {
  kind: 'function';
  answer: (call: TestCall) => unknown;
  path: DocumentPath;
}

/** Another answer for each call, for each round of the loop around the step, or for each try of its `retry`. */
export interface ListMock {
  kind: 'calls' | 'rounds' | 'tries';
  entries: readonly Mock[];
  path: DocumentPath;
}

/** A call that wants an answer. */
export interface MockCall {
  /** Of the loops around the step, the outermost first; counted from 0. */
  rounds: readonly number[];
  /** Counted from 1. */
  attempt: number;
}

/** Picks answers out of the mocks of one test. */
export class MockReader {
  readonly #taken = new Map<ListMock, Set<number>>();

  /** The answer to a call, or the sentence that says why there is none. */
  pick(mock: Mock, call: MockCall): Exclude<Mock, ListMock> | string {
    if (!isList(mock)) return mock;
    const taken = this.#takenOf(mock);
    const index = mock.kind === 'calls' ? taken.size : mock.kind === 'tries' ? call.attempt - 1 : call.rounds[0];
    if (index === undefined) return '"$rounds" is for steps inside of a loop, and this one is in none';
    const entry = mock.entries[index];
    if (entry === undefined) {
      const [one, answers] = [ONE_OF[mock.kind], mock.entries.length];
      return `"$${mock.kind}" has ${answers} ${answers === 1 ? 'answer' : 'answers'}, and this is ${one} ${index + 1}`;
    }
    taken.add(index);
    return this.pick(entry, mock.kind === 'rounds' ? { ...call, rounds: call.rounds.slice(1) } : call);
  }

  /** The entries of a mock's lists that answered no call. */
  untaken(mock: Mock): Mock[] {
    if (!isList(mock)) return [];
    const taken = this.#takenOf(mock);
    return mock.entries.flatMap((entry, index) => (taken.has(index) ? this.untaken(entry) : [entry]));
  }

  #takenOf(mock: ListMock): Set<number> {
    let taken = this.#taken.get(mock);
    if (taken === undefined) this.#taken.set(mock, (taken = new Set()));
    return taken;
  }
}

const ONE_OF = { calls: 'call', rounds: 'round', tries: 'try' } as const;

export function isList(mock: Mock): mock is ListMock {
  return mock.kind === 'calls' || mock.kind === 'rounds' || mock.kind === 'tries';
}
