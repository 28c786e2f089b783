import { Worker } from 'node:worker_threads';
import type { ScriptJob, ScriptOutcome, WorkerMessage } from './protocol.ts';

/** How long native code, which cannot be interrupted, goes on after the limit before the thread is ended. */
const GRACE_MS = 100;
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

/** One thread, one script at a time. While idle it does not keep the process alive. */
export interface ScriptThread {
  /** `false`: the thread is gone or will be. */
  readonly isUsable: boolean;
  /** Ends the thread when the script overruns its limit or the signal is aborted; rejects only with the signal's reason. */
  run(job: ScriptJob, signal: AbortSignal | undefined): Promise<ScriptOutcome>;
  end(): Promise<void>;
}

export function startScriptThread(file: URL): ScriptThread {
  // Own streams: whatever the interpreter might print stays away from the process's output.
  const worker = new Worker(file, {
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: RESOURCE_LIMITS,
  });
  let isUsable = true;
  let failure: unknown;
  const ready = new Promise<void>((resolve) => {
    worker.once('message', () => resolve());
    worker.once('exit', () => resolve());
  });
  worker.on('error', (error) => {
    failure = error;
  });
  worker.once('exit', () => {
    isUsable = false;
  });

  async function end(): Promise<void> {
    isUsable = false;
    await worker.terminate();
  }

  async function run(job: ScriptJob, signal: AbortSignal | undefined): Promise<ScriptOutcome> {
    worker.ref();
    const stop = Promise.withResolvers<ScriptOutcome>();
    const onMessage = (message: WorkerMessage) => {
      if (message.kind === 'outcome') stop.resolve(message.outcome);
    };
    const onExit = () => stop.resolve(threadLost(failure));
    const onAbort = () => stop.reject(signal?.reason);
    let timer: NodeJS.Timeout | undefined;
    worker.on('message', onMessage);
    worker.once('exit', onExit);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      await Promise.race([ready, stop.promise]);
      if (isUsable) worker.postMessage(job, []);
      else onExit();
      timer = setTimeout(() => stop.resolve(overrun(job)), job.timeoutMs + GRACE_MS);
      const outcome = await stop.promise;
      if (outcome.isOk || outcome.code === 'SCRIPT_FAILED' || outcome.code === 'SCRIPT_SYNTAX') worker.unref();
      else await end();
      return outcome;
    } catch (error) {
      await end();
      throw error;
    } finally {
      clearTimeout(timer);
      worker.off('message', onMessage);
      worker.off('exit', onExit);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  return {
    get isUsable() {
      return isUsable;
    },
    run,
    end,
  };
}

function overrun({ timeoutMs }: ScriptJob): ScriptOutcome {
  return { isOk: false, code: 'SCRIPT_TIMEOUT', message: `The script took longer than ${timeoutMs} ms` };
}

function threadLost(failure: unknown): ScriptOutcome {
  if (failure instanceof Error && 'code' in failure && failure.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return { isOk: false, code: 'SCRIPT_MEMORY', message: 'The script needs more memory than it may use' };
  }
  const reason = failure instanceof Error ? `: ${failure.message}` : '';
  return { isOk: false, code: 'SCRIPT_FAILED', message: `The thread of the script ended${reason}` };
}
