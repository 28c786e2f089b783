import type { ProjectSettings } from '../../config/types.ts';
import type { JobConsumer } from '../../ports/index.ts';
import { createMediaProcessor, MEDIA_QUEUE, type MediaDelivery } from '../../worker/media/index.ts';
import { openServer } from '../open-project.ts';
import { durationText } from '../render/duration-text.ts';
import { printable } from '../render/fit-text.ts';
import type { Palette } from '../render/palette.ts';
import type { Session } from '../session.ts';
import { countEnd, type WorkerTally } from './worker-display.ts';

export interface ConsumeMediaOptions {
  session: Session;
  palette: Palette;
  settings: ProjectSettings;
  url: string;
  /** Jobs at the same time; else what the settings say. */
  concurrency: number | undefined;
  leaseMs: number;
  tally: WorkerTally;
}

/** Begins to take media jobs. Throws `SERVICE_NOT_CONFIGURED` without a Directus server, which holds their files. */
export async function consumeMedia(options: ConsumeMediaOptions): Promise<JobConsumer> {
  const { session, palette, settings, url, leaseMs, tally } = options;
  const { concurrency: usualConcurrency, ...media } = settings.media;
  const concurrency = options.concurrency ?? usualConcurrency;
  const directus = await openServer(settings);
  const [{ consumeQueue }, { mediaTools }, { systemClock }] = await Promise.all([
    import('../../adapters/bullmq-queue/consume-queue.ts'),
    import('../../adapters/media-tools/index.ts'),
    import('../../adapters/system-clock.ts'),
  ]);
  const warn = (text: string) => session.note(palette.warning(`! ${text}`));
  try {
    const consumer = await consumeQueue({
      url,
      queue: MEDIA_QUEUE,
      concurrency,
      leaseMs,
      process: createMediaProcessor({
        ...media,
        ports: { directus, files: directus.files, tools: mediaTools(), clock: systemClock() },
        onForeignJob: (operation) =>
          warn(`${MEDIA_QUEUE}: "${printable(operation)}" is left to a worker of the host; this one does not know it`),
        onEnd(delivery) {
          countEnd(tally, delivery.end);
          if (delivery.end.kind !== 'later') session.note(mediaLine(delivery, palette));
        },
      }),
      onNotice: warn,
    });
    session.note(`Taking media jobs from ${MEDIA_QUEUE}, ${concurrency} at a time.`);
    return {
      async stop(graceMs) {
        await consumer.stop(graceMs);
        await directus.close();
      },
    };
  } catch (thrown) {
    await directus.close();
    throw thrown;
  }
}

function mediaLine({ jobId, operation, end, durationMs }: MediaDelivery, palette: Palette): string {
  const facts = palette.dim(`${durationText(durationMs)} · job ${jobId}`);
  if (end.kind !== 'failed') return `${palette.good('✓')} ${operation}  ${facts}`;
  const { message, code } = end.error;
  return `${palette.bad('✗')} ${operation}  ${facts}\n    ${palette.bad(printable(message))}  ${palette.dim(code)}`;
}
