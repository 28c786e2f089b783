import { GenieError } from '../../src/errors.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import type {
  BrowserPort,
  CachePort,
  ClockPort,
  CredentialsPort,
  DirectusPort,
  HttpPort,
  ModelPort,
  Ports,
  QueuePort,
  SandboxPort,
} from '../../src/ports/index.ts';
import type { StepContext } from '../../src/step.ts';

/** What was asked of the ports, in order: `directus.readItems` with its arguments. */
export interface PortCall {
  name: string;
  args: unknown[];
}

type Answers<Port> = { [Method in keyof Port]?: Port[Method] };

export interface FakePortAnswers {
  directus?: Answers<DirectusPort>;
  model?: Answers<ModelPort>;
  browser?: Answers<BrowserPort>;
  queue?: Answers<QueuePort>;
  http?: Answers<HttpPort>;
  sandbox?: Answers<SandboxPort>;
  clock?: Answers<ClockPort>;
  cache?: Answers<CachePort>;
  credentials?: Answers<CredentialsPort>;
}

/** Ports that write down every call and give the answers they were made with; a call without an answer fails the test. */
export function recordingPorts(answers: FakePortAnswers = {}): {
  ports: Ports;
  calls: PortCall[];
  names: () => string[];
} {
  const calls: PortCall[] = [];
  const port = (name: string, methods: object) =>
    new Proxy(methods, {
      get(target, method) {
        const answer = Reflect.get(target, method) as unknown;
        // A port is opened with `await`, which asks for this.
        if (method === 'then') return undefined;
        if (typeof answer !== 'function' && answer !== undefined) return answer;
        return async (...args: unknown[]) => {
          calls.push({ name: `${name}.${String(method)}`, args });
          if (answer === undefined) throw new Error(`the test gave no answer for ${name}.${String(method)}`);
          return (answer as (...given: unknown[]) => unknown).apply(target, args);
        };
      },
    });
  const directus = { identity: { kind: 'embedded', location: 'memory' }, ...answers.directus };
  const ports = {
    directus: port('directus', directus),
    model: port('model', { ...answers.model }),
    browser: port('browser', { closeSession: async () => {}, ...answers.browser }),
    queue: port('queue', { ...answers.queue }),
    http: port('http', { ...answers.http }),
    sandbox: port('sandbox', { ...answers.sandbox }),
    credentials: port('credentials', { ...answers.credentials }),
    clock: { ...manualClock(), ...answers.clock },
    cache: { ...memoryCache(), ...answers.cache },
  } as unknown as Ports;
  return { ports, calls, names: () => calls.map(({ name }) => name) };
}

/** A clock that stands still except when somebody sleeps. */
export function manualClock(startMs = Date.parse('2026-01-01T00:00:00Z')): ClockPort {
  let now = startMs;
  return {
    now: () => now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      now += ms;
    },
    random: () => 0.5,
    newId: () => '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  };
}

export function memoryCache(): CachePort {
  const namespaces = new Map<string, Map<string, Json>>();
  return {
    get: async (namespace, key) => namespaces.get(namespace)?.get(key),
    async set(namespace, key, value) {
      const values = namespaces.get(namespace) ?? new Map<string, Json>();
      namespaces.set(namespace, values.set(key, value));
    },
    async clear(namespace) {
      const count = namespaces.get(namespace)?.size ?? 0;
      namespaces.delete(namespace);
      return count;
    },
    async close() {},
  };
}

/** A step context for tests, and what the step did with it. */
export interface TestContext extends StepContext {
  secrets: string[];
  releases: Array<() => Promise<void>>;
  warnings: Array<{ code: string; message: string }>;
  told: Array<{ kind: string; done: number; text?: string; data?: Json }>;
}

/** Thrown by `endFlow` of a test context. */
export class FlowEnded extends GenieError {
  readonly value: Json;

  constructor(value: Json) {
    super('FLOW_ENDED', 'ended');
    this.value = value;
  }
}

export function stepContext(ports: Ports = recordingPorts().ports, overrides: Partial<StepContext> = {}): TestContext {
  const secrets: string[] = [];
  const releases: TestContext['releases'] = [];
  const warnings: TestContext['warnings'] = [];
  const told: TestContext['told'] = [];
  return {
    ports,
    signal: new AbortController().signal,
    timeoutMs: 120_000,
    openScope: () => {
      throw new Error('the test opens no scope');
    },
    idempotencyKey: 'run-1-0',
    context: {},
    runState: new Map(),
    progress: (kind, done, more = {}) => {
      const { text, data } = more;
      told.push({ kind, done, ...(text === undefined ? {} : { text }), ...(data === undefined ? {} : { data }) });
    },
    warn: (code, message) => warnings.push({ code, message }),
    addSecret: (value) => secrets.push(value),
    holdsSecret: (value) => secrets.some((secret) => JSON.stringify(value).includes(secret)),
    useSession: () => {},
    onRelease: (release) => releases.push(release),
    runSteps: () => Promise.reject(new Error('the test gave no runSteps')),
    evaluate: () => {
      throw new Error('the test gave no evaluate');
    },
    endFlow: (value) => {
      throw new FlowEnded(value);
    },
    ...overrides,
    secrets,
    releases,
    warnings,
    told,
  };
}

/** Runs a step as the engine does: settings checked first, the result checked afterwards. */
export async function runStep(
  stepType: {
    config: { parse(value: unknown): unknown };
    result: { parse(value: unknown): unknown };
    run(config: unknown, context: StepContext): Promise<unknown>;
  },
  config: JsonObject,
  context: StepContext = stepContext(),
): Promise<Json> {
  return stepType.result.parse(await stepType.run(stepType.config.parse(config), context)) as Json;
}

/** The error that a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<GenieError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof GenieError) return error;
    throw error;
  }
  throw new Error('it did not reject');
}
