import { UsageError } from '../../errors.ts';
import { didYouMean } from '../../nearest-name.ts';
import { createMasker } from '../../secrets/index.ts';
import { RUN_QUEUE, runJobRequest } from '../../worker/run-job.ts';
import { sourceFlag } from '../choose-name.ts';
import { parseDuration } from '../duration.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { flowReference } from '../flow-reference.ts';
import type { RunFlags } from '../handlers/run.ts';
import { readJsonObject } from '../json-argument.ts';
import { openProject, type Project } from '../open-project.ts';
import type { Outcome } from '../outcome.ts';
import { parseCount } from '../parse-count.ts';
import type { Session } from '../session.ts';

/** What a worker decides for itself, or cannot do. */
const NOT_QUEUED = ['dryRun', 'stub', 'step', 'with', 'allowHost'] as const satisfies ReadonlyArray<keyof RunFlags>;

/** `run FLOW --queue`: leaves the run to a worker and prints its id. */
export async function queueRun(session: Session, flow: string, flags: RunFlags): Promise<Outcome> {
  refuseOtherFlags(flow, flags);
  const { streams } = session;
  const { input, context: givenContext, timeout, queueName: queue = RUN_QUEUE } = flags;
  const timeoutMs = timeout === undefined ? undefined : parseDuration('--timeout', timeout);
  const retries = parseCount('--retries', flags.retries, 0);
  const settings = await session.loadSettings(sourceFlag(flags.from));
  const params = input === undefined ? {} : await readJsonObject('--input', input, streams);
  const given = givenContext === undefined ? {} : await readJsonObject('--context', givenContext, streams);
  const project = await openProject(settings, { isRecorded: false });
  try {
    await refuseUnknownFlow(project, flow);
    const context = { ...(await project.defaultContext()), ...given };
    refuseSecrets([...settings.secrets, ...Object.values(settings.env)], { params, context });
    const { PortOpener } = await import('../../engine/port-opener.ts');
    const ports = new PortOpener(project.ports);
    const runId = (await ports.open('clock')).newId();
    const job = { runId, slug: flow, params, context, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
    const { bullId } = await (await ports.open('queue')).enqueue(runJobRequest(job, { queue, retries }));
    const where = queue === RUN_QUEUE ? '' : ` --queue ${queue}`;
    return {
      status: EXIT_STATUS.done,
      json: { queued: true, run_id: runId, slug: flow, queue, job_id: bullId },
      text: runId,
      notes: `Queued in ${queue}. Follow it: genie-actions runs show ${runId} --queue, or jobs show ${bullId}${where}`,
    };
  } finally {
    await project.close();
  }
}

function refuseOtherFlags(flow: string, flags: RunFlags): void {
  const flag = NOT_QUEUED.find((name) => flags[name] !== undefined);
  if (flag !== undefined) {
    const option = `--${flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new UsageError('OPTIONS_CONFLICT', `${option} has no meaning with --queue: a worker does the run`);
  }
  if (flowReference(flow).file !== undefined) {
    throw new UsageError('OPTIONS_CONFLICT', 'A queued run is looked up by its slug: a worker does not have this file');
  }
}

/** What the worker would refuse later is better said now. */
async function refuseUnknownFlow({ source }: Project, slug: string): Promise<void> {
  if ((await source.find(slug)) !== undefined) return;
  const slugs = (await source.list()).map((listing) => listing.slug);
  throw new UsageError('FLOW_NOT_FOUND', `There is no flow "${slug}"${didYouMean(slug, slugs)}`, {
    detail: slugs.length === 0 ? 'There are no flows yet.' : `Known flows: ${slugs.slice(0, 20).join(', ')}.`,
  });
}

/** A queue keeps its jobs in plain text, for days, for everybody who can read it. */
function refuseSecrets(
  secrets: readonly string[],
  values: Parameters<ReturnType<typeof createMasker>['mask']>[0],
): void {
  if (createMasker(secrets).mask(values) === values) return;
  throw new UsageError(
    'SECRET_IN_PARAMS',
    'The parameters or the context hold a secret, which a queue would keep in plain text',
    {
      detail: 'Let the flow take it from $env on the worker, or run the flow here.',
    },
  );
}
