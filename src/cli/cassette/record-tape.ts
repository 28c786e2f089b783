import { systemClock } from '../../adapters/system-clock.ts';
import type { ProjectSettings } from '../../config/types.ts';
import { cassetteText, recordRun } from '../../kit/cassette/index.ts';
import { shortPath } from '../short-path.ts';
import { checkRecordable, writeCassette } from './cassette-file.ts';
import type { Tape } from './tape.ts';

/** `run --record`: the run goes on as always, and what came into it is kept. */
export async function recordTape(file: string, settings: ProjectSettings, cwd: string): Promise<Tape> {
  checkRecordable(file);
  const recording = recordRun(systemClock(), [...settings.secrets, ...Object.values(settings.env)]);
  const { clock, around, onEvent } = recording;
  return {
    settings,
    project: { replaceServices: (ports) => ({ ports: { ...ports, clock } }) },
    around,
    onEvent,
    given: undefined,
    finish({ report, isInterrupted, ...given }) {
      if (isInterrupted) return ['The run was stopped: nothing was recorded.'];
      const cassette = recording.finish({ slug: report.slug, ...given, env: Object.keys(settings.env) });
      writeCassette(file, cassetteText(cassette));
      const { length } = cassette.calls;
      return [`Recorded ${length === 1 ? '1 call' : `${length} calls`} to ${shortPath(cwd, file)}`];
    },
  };
}
