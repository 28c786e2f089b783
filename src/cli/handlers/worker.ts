import { once } from 'node:events';
import type { JobConsumer } from '../../ports/index.ts';
import { sourceFlag, chooseName } from '../choose-name.ts';
import { parseDuration } from '../duration.ts';
import { openEventsWriter } from '../events-file.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { listenForSignals } from '../interruption.ts';
import { redisUrl } from '../open-journal.ts';
import { openProject } from '../open-project.ts';
import type { Outcome } from '../outcome.ts';
import { parseCount } from '../parse-count.ts';
import { createPalette } from '../render/palette.ts';
import type { Session } from '../session.ts';
import { consumeMedia } from '../worker/consume-media.ts';
import { consumeRuns } from '../worker/consume-runs.ts';
import { emptyTally } from '../worker/worker-display.ts';

export interface WorkerFlags {
  only?: string;
  concurrency?: string;
  grace: string;
  lease: string;
  queueName?: string;
  from?: string;
  allowHost?: string[];
}

const KINDS = ['runs', 'media'] as const;

/** Runs mostly wait for services. */
const RUNS_AT_A_TIME = 4;

/** A run's journal must give it up before the queue gives it to somebody else, who would find it taken. */
const JOURNAL_LEASE_SHARE = 0.8;

/** `worker`. */
export async function worker(session: Session, flags: WorkerFlags): Promise<Outcome> {
  const kinds = flags.only === undefined ? KINDS : [chooseName('--only', flags.only, KINDS)];
  const concurrency = flags.concurrency === undefined ? undefined : parseCount('--concurrency', flags.concurrency, 1);
  const graceMs = parseDuration('--grace', flags.grace);
  const leaseMs = parseDuration('--lease', flags.lease);
  const settings = await session.loadSettings({ allowHosts: flags.allowHost ?? [], ...sourceFlag(flags.from) });
  const url = redisUrl(settings);
  const project = await openProject(settings, { fleet: { leaseMs: Math.ceil(leaseMs * JOURNAL_LEASE_SHARE) } });
  const events = openEventsWriter(session);
  const interruption = listenForSignals(session.streams, () =>
    session.note(`Stopping: running jobs have ${flags.grace} to finish; a second signal stops at once.`),
  );
  const tally = { runs: emptyTally(), media: emptyTally() };
  const palette = createPalette(session.hasColor(session.streams.stderr));
  const common = { url, leaseMs, session, palette };
  const consumers: JobConsumer[] = [];
  try {
    if (kinds.includes('runs')) {
      const queue = flags.queueName;
      const onEvent: typeof events.write = (event) => events.write(event);
      consumers.push(
        await consumeRuns({
          ...common,
          concurrency: concurrency ?? RUNS_AT_A_TIME,
          project,
          queue,
          tally: tally.runs,
          onEvent,
        }),
      );
    }
    if (kinds.includes('media') && settings.directus.url === undefined && flags.only === undefined) {
      session.note('Media jobs are not taken: their files are on a Directus server, and DIRECTUS_URL is not set.');
    } else if (kinds.includes('media')) {
      consumers.push(await consumeMedia({ ...common, concurrency, settings, tally: tally.media }));
    }
    session.note('Ready. Ctrl-C stops.');
    if (!interruption.signal.aborted) await once(interruption.signal, 'abort');
    return { status: interruption.status ?? EXIT_STATUS.done, json: tally, text: '' };
  } finally {
    await Promise.all(consumers.map((consumer) => consumer.stop(graceMs)));
    interruption.close();
    events.close();
    await project.close();
  }
}
