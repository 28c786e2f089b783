export { cassetteText, readCassette } from './cassette.ts';
export type { Cassette, RecordedCall } from './cassette.ts';
export { forgetfulJournal } from './forgetful-journal.ts';
export { recordRun } from './record.ts';
export type { Recording } from './record.ts';
export { replayRun } from './replay.ts';
export type { Replay } from './replay.ts';
