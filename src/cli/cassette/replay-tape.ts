import type { ProjectSettings } from '../../config/types.ts';
import { GenieError } from '../../errors.ts';
import { forgetfulJournal, replayRun } from '../../kit/cassette/index.ts';
import { MASK } from '../../secrets/index.ts';
import { shortPath } from '../short-path.ts';
import { loadCassette } from './cassette-file.ts';
import type { Tape } from './tape.ts';

/** `run --replay`: nothing but this process takes part; the run is neither recorded in the journal nor audited. */
export async function replayTape(file: string, settings: ProjectSettings, cwd: string): Promise<Tape> {
  const cassette = loadCassette(file);
  const replay = replayRun(cassette);
  const { clock, around, onEvent } = replay;
  return {
    settings: {
      ...settings,
      // Whoever has the values takes the same turns with them; without them, they are what the cassette has in their places.
      env: Object.fromEntries(cassette.env.map((name) => [name, settings.env[name] ?? MASK])),
      audit: { ...settings.audit, enabled: false },
    },
    project: {
      replaceServices: ({ sandbox }) => ({
        ports: { clock, ...(sandbox === undefined ? {} : { sandbox }) },
        journal: forgetfulJournal(),
      }),
    },
    around,
    onEvent,
    given: cassette,
    finish({ report }) {
      const left = replay.unused();
      if (report.success && left.length > 0) {
        throw new GenieError('CASSETTE_STALE', 'The flow asks for less than was recorded', {
          detail: `${left.join('\n')}\nRecord it again: genie-actions run ${report.slug} --record ${shortPath(cwd, file)}`,
        });
      }
      return [`Replayed from ${shortPath(cwd, file)}`];
    },
  };
}
