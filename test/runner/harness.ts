import { z } from 'zod';
import {
  createCatalogue,
  createRunner,
  defineStep,
  builtInSteps,
  type Json,
  type JsonObject,
  type RunEvent,
  type RunnerSetup,
  type RunOptions,
  type RunReport,
  type StepType,
} from '../../src/index.ts';
import type { FlowSource } from '../../src/ports/index.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';

/** A source over documents in memory: what a host with flows of its own would pass in. */
export function sourceOf(...documents: JsonObject[]): FlowSource {
  const bySlug = new Map(documents.map((document) => [document['slug'] as string, JSON.stringify(document)]));
  return {
    kind: 'local',
    find: async (slug) => {
      const text = bySlug.get(slug);
      return text === undefined ? undefined : { text, origin: `${slug}.json` };
    },
    list: async () =>
      [...bySlug.keys()].map((slug) => ({ slug, name: slug, description: '', active: true, origin: `${slug}.json` })),
  };
}

export interface Calls {
  /** What each `call` step was asked, in order. */
  readonly made: Json[];
  readonly steps: StepType[];
}

/** Step types that record what they are asked: `call` (reads), `change` (writes), `fail`, `hang`. */
export function recordingSteps(): Calls {
  const made: Json[] = [];
  const config = z.looseObject({ id: z.unknown().optional() });
  const call = (type: string, effect: 'read' | 'write') =>
    defineStep({
      type,
      summary: 'Records the call and returns its settings.',
      needs: [],
      effect,
      config,
      result: z.unknown(),
      example: { id: 1 },
      absence: { data: 'omit', text: 'text' },
      run: (settings) => {
        made.push(settings as Json);
        return settings;
      },
      stub: (settings) => settings,
    });
  const fail = defineStep({
    type: 'fail',
    summary: 'Fails as often as it is told to.',
    needs: [],
    effect: 'read',
    config: z.looseObject({ times: z.number().default(Infinity) }),
    result: z.unknown(),
    example: {},
    run: ({ times, ...rest }, { runState }) => {
      made.push('fail');
      const failures = ((runState.get('failures') as number) ?? 0) + 1;
      runState.set('failures', failures);
      if (failures <= times) throw new Error('no luck');
      return rest;
    },
    stub: () => null,
  });
  const hang = defineStep({
    type: 'hang',
    summary: 'Never ends, deaf to its signal.',
    needs: [],
    effect: (settings) => (settings.write ? 'write' : 'none'),
    config: z.looseObject({ write: z.boolean().default(false) }),
    result: z.unknown(),
    example: {},
    run: () => {
      made.push('hang');
      return new Promise(() => {});
    },
    stub: () => null,
  });
  return { made, steps: [call('call', 'read'), call('change', 'write'), fail, hang] };
}

export interface Ran {
  report: RunReport;
  events: RunEvent[];
  made: Json[];
}

export type FlowPart = JsonObject;

/** Runs one flow made of the given parts, with recording steps beside the built-in ones. */
export async function runFlowOf(
  part: FlowPart,
  params: JsonObject = {},
  options: RunOptions = {},
  setup: Partial<RunnerSetup> = {},
): Promise<Ran> {
  const calls = recordingSteps();
  const events: RunEvent[] = [];
  const runner = createRunner({
    source: sourceOf({ slug: 'test', name: 'Test', ...part }),
    ports: { clock: systemClock() },
    catalogue: createCatalogue(builtInSteps, calls.steps),
    ...setup,
    config: { audit: { isEnabled: false }, ...setup.config },
  });
  const report = await runner.run('test', params, { onEvent: (event) => events.push(event), ...options });
  return { report, events, made: calls.made };
}

/** `step-start 0`, `step-end 0 done`: the shape of a run in short. */
export function outline(events: readonly RunEvent[]): string[] {
  return events.map((event) => {
    const path = 'path' in event ? ` ${event.path.join('.')}` : '';
    const status = event.event === 'step-end' ? ` ${event.status}` : '';
    return `${event.event}${path}${status}`;
  });
}
