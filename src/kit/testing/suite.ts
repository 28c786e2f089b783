import type { Json, JsonObject } from '../../json.ts';
import type { RunTrigger } from '../../runner/index.ts';
import type { Mock } from './mock.ts';

/** A place inside of a test document: keys and indices from its top. */
export type DocumentPath = readonly (string | number)[];

/** Where something stands in a test file: lines and columns from 1. */
export interface TestPlace {
  line: number;
  column: number;
}

/** A sentence about a place of a test file. */
export interface PlacedMessage {
  message: string;
  place: TestPlace;
}

/** What one test file holds. */
export interface FlowTestSuite {
  /** A slug or a path, relative to the file; `undefined`: the flow beside the file that is named like it. */
  flow: string | undefined;
  cases: FlowTestCase[];
}

/** A run of the flow with everything that it is given, and what has to come of it. */
export interface FlowTestCase {
  name: string;
  /** Where it stands in the document. */
  path: DocumentPath;
  /** Why it is not run, when it is not. */
  skip: string | undefined;
  input: JsonObject;
  context: JsonObject;
  /** Values of `$env`. */
  env: Record<string, string>;
  trigger: RunTrigger;
  /** What a person answers when the flow asks for a yes; `undefined`: nobody can be asked. */
  isConfirmed: boolean | undefined;
  /** When the run starts, in milliseconds since 1970. */
  now: number;
  /** What answers for steps, by result key or by place. */
  mocks: ReadonlyMap<string, MockEntry>;
  expect: Expectations | undefined;
}

export interface MockEntry {
  mock: Mock;
  path: DocumentPath;
  /** It stands in `defaults`: a test need not use it. */
  isShared: boolean;
}

/** What has to come of a run; what is absent is not looked at. Values are patterns, see `matchValue`. */
export interface Expectations {
  path: DocumentPath;
  /** The run has to fail like this; absent: it has to succeed. */
  failure?: JsonObject;
  output?: Json;
  results?: JsonObject;
  /** By step: how often, the settings of its only call, or the settings of each call in order. */
  calls?: JsonObject;
  /** Steps in the order of their first calls; others may come in between. */
  order?: string[];
  warnings?: Json[];
  /** Steps that did not run because of their `when`. */
  skipped?: string[];
  /** Steps that ran. */
  ran?: string[];
}
