import type { RunReport } from '../engine/index.ts';
import { toGenieError } from '../errors.ts';
import type { InterceptorEvent } from '../intercept/index.ts';
import type { Runner, RunOptions } from '../runner/index.ts';
import { cutRaw, malformedTag } from './malformed-tag.ts';
import { unknownSlug } from './unknown-slug.ts';

/** What the runs of one answer have in common; each is what the runner takes under that name. */
export interface DispatcherSetup extends Pick<
  RunOptions,
  'context' | 'confirm' | 'signal' | 'onEvent' | 'stubs' | 'timeoutMs'
> {
  runner: Pick<Runner, 'run' | 'refuse'>;
  /** The interceptor's allow-list, so that a miss can name the flow that was probably meant. */
  slugs?: readonly string[];
  /** Called after each action, in order. What it throws is ignored. */
  onReport?(report: RunReport): void;
}

/** Runs what the model asks for in one answer, one action after the other. */
export interface Dispatcher {
  /** Takes any event of an interceptor, queues those that ask for something and returns at once. Never throws. */
  handle(event: InterceptorEvent): void;
  /** Waits until nothing is queued or running; the reports of all actions so far, in the order of their tags. */
  idle(): Promise<RunReport[]>;
  /**
   * Takes nothing more, cancels what runs and what waits, and resolves with all reports once everything is cleaned up.
   * After an answer that ended well, call `idle` first.
   */
  close(): Promise<RunReport[]>;
}

/** Malformed tags of one answer that are audited; a model that goes round in circles must not fill the audit. */
const MAX_MALFORMED_TAGS = 8;

/**
 * From an interceptor's events to runs. An `action` runs with the trigger `tag`: the runner drops identity fields, checks
 * the parameters, asks for confirmation and audits. A slug that is not on the interceptor's allow-list never runs, even if
 * the project has it: it is audited as a miss. A malformed tag that was taken out of the text is audited as
 * `MALFORMED_TAG`, the first eight of an answer. Suppressed and quoted tags cause nothing.
 */
export function createDispatcher(setup: DispatcherSetup): Dispatcher {
  const { runner, signal } = setup;
  const closing = new AbortController();
  const runOptions: RunOptions = {
    ...setup,
    trigger: 'tag',
    signal: signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]),
  };
  const reports: RunReport[] = [];
  let last: Promise<void> = Promise.resolve();
  let malformedTags = 0;

  function enqueue(slug: string, attempt: () => Promise<RunReport>): void {
    last = performAfter(last, slug, attempt);
  }

  async function performAfter(before: Promise<void>, slug: string, attempt: () => Promise<RunReport>): Promise<void> {
    await before;
    const report = await attempt().catch((thrown: unknown) => internalFailure(slug, thrown));
    reports.push(report);
    notify(setup, report);
  }

  async function idle(): Promise<RunReport[]> {
    for (let awaited; awaited !== last;) {
      awaited = last;
      await awaited;
    }
    return [...reports];
  }

  return {
    handle(event) {
      if (closing.signal.aborted) return;
      if (event.type === 'action' && event.known) {
        enqueue(event.slug, async () => await runner.run(event.slug, event.params, runOptions));
      } else if (event.type === 'action') {
        const miss = unknownSlug(event.slug, setup.slugs ?? []);
        enqueue(event.slug, async () => await runner.refuse(event.slug, event.params, miss, runOptions));
      } else if (event.type === 'malformed' && event.stripped && ++malformedTags <= MAX_MALFORMED_TAGS) {
        enqueue(
          event.slug,
          async () => await runner.refuse(event.slug, { raw: cutRaw(event.raw) }, malformedTag(event), runOptions),
        );
      }
    },
    idle,
    async close() {
      closing.abort();
      return await idle();
    },
  };
}

function notify(setup: DispatcherSetup, report: RunReport): void {
  try {
    setup.onReport?.(report);
  } catch {
    // The subscriber's own trouble; the next action still runs.
  }
}

/** The runner itself failed. What happened is for the terminal: nobody has checked that it is fit for a chat. */
function internalFailure(slug: string, thrown: unknown): RunReport {
  const error = toGenieError(thrown);
  return {
    success: false,
    slug,
    run_id: '',
    error: `The action "${slug}" failed because of an internal error`,
    code: 'INTERNAL',
    detail: error.stack ?? error.message,
    results: {},
    warnings: [],
  };
}
