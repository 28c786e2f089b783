import { resolve } from 'node:path';
import type { ProjectSettings } from '../../config/types.ts';
import { UsageError } from '../../errors.ts';
import type { RunEvent, RunReport, StepAround } from '../../engine/index.ts';
import type { Cassette } from '../../kit/cassette/index.ts';
import type { RunFlags } from '../handlers/run.ts';
import type { ProjectOptions } from '../open-project.ts';

/** What `--record` and `--replay` change about a run. */
export interface Tape {
  settings: ProjectSettings;
  project: Pick<ProjectOptions, 'replaceServices'>;
  around: StepAround;
  onEvent: (event: RunEvent) => void;
  /** What the run is called with; `undefined`: what the command line says. */
  given: Pick<Cassette, 'slug' | 'input' | 'context' | 'stubs'> | undefined;
  /** Called when the run has ended: keeps the recording, or complains of a stale one. Returns lines for the person. */
  finish(run: Pick<Cassette, 'input' | 'context' | 'stubs'> & { report: RunReport; isInterrupted: boolean }): string[];
}

/** Flags that would make a recording of something else than one whole run, or answer a second time for what it has. */
const NOT_WITH = {
  record: ['dryRun', 'step', 'queue', 'replay', 'keepBrowser'],
  replay: ['dryRun', 'step', 'queue', 'input', 'context', 'stub', 'keepBrowser'],
} as const satisfies Record<string, ReadonlyArray<keyof RunFlags>>;

/** The tape that the flags ask for; `undefined` for a run without one. Throws a `UsageError`. */
export async function openTape(flags: RunFlags, settings: ProjectSettings, cwd: string): Promise<Tape | undefined> {
  const kind = flags.record !== undefined ? 'record' : 'replay';
  const named = flags[kind];
  if (named === undefined) return undefined;
  const conflict = NOT_WITH[kind].find((flag) => flags[flag] !== undefined);
  if (conflict !== undefined) {
    throw new UsageError('OPTIONS_CONFLICT', `--${kind} and --${kebab(conflict)} do not go together`, {
      detail:
        kind === 'replay'
          ? 'A cassette has the input, the context and every answer of the run that it was recorded from.'
          : 'A cassette is recorded from one whole run that really happens.',
    });
  }
  const file = resolve(cwd, named);
  if (kind === 'record') return await (await import('./record-tape.ts')).recordTape(file, settings, cwd);
  return await (await import('./replay-tape.ts')).replayTape(file, settings, cwd);
}

/** Throws `CASSETTE_STALE` when another flow was recorded than the one that is to run. */
export function refuseOtherFlow(tape: Tape | undefined, slug: string): void {
  const recorded = tape?.given?.slug ?? slug;
  if (recorded === slug) return;
  throw new UsageError('CASSETTE_STALE', `The cassette was recorded from the flow "${recorded}", not from "${slug}"`, {
    detail: `Record one of this flow: genie-actions run ${slug} --record FILE`,
  });
}

function kebab(flag: string): string {
  return flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
