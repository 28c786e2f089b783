import type { RunEvent } from '../../engine/events.ts';
import type { JobConsumer } from '../../ports/index.ts';
import { RUN_QUEUE } from '../../worker/run-job.ts';
import { createRunProcessor } from '../../worker/run-processor.ts';
import type { Project } from '../open-project.ts';
import type { Palette } from '../render/palette.ts';
import type { Session } from '../session.ts';
import { countEnd, deliveryLine, type WorkerTally } from './worker-display.ts';

export interface ConsumeRunsOptions {
  session: Session;
  palette: Palette;
  /** Records in the journal of a fleet. */
  project: Project;
  url: string;
  queue: string | undefined;
  concurrency: number;
  leaseMs: number;
  tally: WorkerTally;
  onEvent: (event: RunEvent) => void;
}

/** Begins to take queued runs. */
export async function consumeRuns(options: ConsumeRunsOptions): Promise<JobConsumer> {
  const { session, palette, project, url, queue = RUN_QUEUE, concurrency, leaseMs, tally, onEvent } = options;
  const { consumeQueue } = await import('../../adapters/bullmq-queue/consume-queue.ts');
  const consumer = await consumeQueue({
    url,
    queue,
    concurrency,
    leaseMs,
    process: createRunProcessor({
      runner: project.runner,
      journal: project.journal!,
      onEvent,
      onEnd(delivery) {
        countEnd(tally, delivery.end);
        session.note(deliveryLine(delivery, palette));
      },
    }),
    onNotice: (notice) => session.note(palette.warning(`! ${notice}`)),
  });
  session.note(`Taking runs from ${queue}, ${concurrency} at a time.`);
  return consumer;
}
