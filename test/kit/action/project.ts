import { systemClock } from '../../../src/adapters/system-clock.ts';
import {
  actionSteps,
  builtInSteps,
  createCatalogue,
  createRunner,
  withActions,
  type ActionDefinition,
  type JsonObject,
  type RunEvent,
  type RunnerSetup,
  type RunOptions,
  type RunReport,
  type StepType,
} from '../../../src/index.ts';
import { sourceOf } from '../../runner/harness.ts';

export interface ActionProject {
  actions: readonly object[];
  flows?: readonly JsonObject[];
  steps?: readonly StepType[];
  setup?: Partial<RunnerSetup>;
}

/** A runner over actions, flows and step types in memory. */
export function projectOf({ actions, flows = [], steps = [], setup = {} }: ActionProject) {
  return createRunner({
    source: withActions(sourceOf(...flows.map((flow) => ({ name: 'Test', ...flow }))), actions),
    ports: { clock: systemClock() },
    catalogue: createCatalogue(builtInSteps, [...steps, ...actionSteps(actions, steps)]),
    ...setup,
    config: { audit: { isEnabled: false }, ...setup.config },
  });
}

export interface RanAction {
  report: RunReport;
  events: RunEvent[];
  /** The output of a run that went well; throws the error of another. */
  output: unknown;
}

/** Runs an action by itself, as the command line does. */
export async function runActionOf(
  action: Pick<ActionDefinition, 'type'>,
  input: JsonObject = {},
  options: RunOptions = {},
  project: Partial<ActionProject> = {},
): Promise<RanAction> {
  const events: RunEvent[] = [];
  const runner = projectOf({ actions: [action], ...project });
  const slug = action.type.replace('action:', '');
  const report = await runner.run(slug, input, { onEvent: (event) => events.push(event), ...options });
  return { report, events, output: report.success ? report.output : report.error };
}

/** What an action is called with directly, below the runner. */
export function callContext() {
  const said: unknown[] = [];
  const scope = {
    signal: new AbortController().signal,
    runStep: async () => null,
    runFlow: async () => null,
    close: async () => {},
  };
  return {
    said,
    openScope: () => scope,
    progress: (...told: unknown[]) => {
      said.push(told);
    },
  };
}
