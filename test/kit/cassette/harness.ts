import { createRunner, type Json, type JsonObject, type RunEvent, type RunReport } from '../../../src/index.ts';
import { systemClock } from '../../../src/adapters/system-clock.ts';
import {
  cassetteText,
  forgetfulJournal,
  readCassette,
  recordRun,
  replayRun,
  type Cassette,
} from '../../../src/kit/cassette/index.ts';
import type { PortProviders } from '../../../src/ports/index.ts';
import { sourceOf } from '../../runner/harness.ts';

/** What a run told and ended with, as bytes. */
export interface Seen {
  report: RunReport;
  bytes: string;
}

export interface Recorded extends Seen {
  cassette: Cassette;
  text: string;
}

const flowOf = (steps: Json[], more: JsonObject = {}) => ({ slug: 'taped', name: 'Taped', steps, ...more });

/** A run through a recording, as it is read again from its file. */
export async function recorded(
  steps: Json[],
  ports: PortProviders,
  { more = {}, env = {}, input = {} }: { more?: JsonObject; env?: Record<string, string>; input?: JsonObject } = {},
): Promise<Recorded> {
  const recording = recordRun(systemClock());
  const context = { user_id: 'u1' };
  const seen = await see(recording, flowOf(steps, more), { ...ports, clock: recording.clock }, { env, context, input });
  const text = cassetteText(recording.finish({ slug: 'taped', input, context, stubs: [], env: Object.keys(env) }));
  return { ...seen, text, cassette: readCassette(text, 'taped.cassette.json') };
}

/** The same run again from a cassette, with nothing but a clock; the steps may be others. */
export async function replayed(
  cassette: Cassette,
  steps: Json[],
  more: JsonObject = {},
): Promise<Seen & { unused: string[] }> {
  const replay = replayRun(cassette);
  const env = Object.fromEntries(cassette.env.map((name) => [name, '•••']));
  const { context, input } = cassette;
  const seen = await see(replay, flowOf(steps, more), { clock: replay.clock }, { env, context, input });
  return { ...seen, unused: replay.unused() };
}

async function see(
  { around, onEvent }: Pick<ReturnType<typeof replayRun>, 'around' | 'onEvent'>,
  flow: JsonObject,
  ports: PortProviders,
  { env, context, input }: { env: Record<string, string>; context: JsonObject; input: JsonObject },
): Promise<Seen> {
  const events: RunEvent[] = [];
  const runner = createRunner({
    source: sourceOf(flow),
    ports: { clock: systemClock(), ...ports },
    journal: forgetfulJournal(),
    config: { env, audit: { isEnabled: false } },
  });
  const report = await runner.run('taped', input, {
    context,
    around,
    onEvent(event) {
      onEvent(event);
      events.push(event);
    },
  });
  return { report, bytes: JSON.stringify({ report, events }) };
}
