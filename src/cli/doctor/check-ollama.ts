import type { ProjectSettings } from '../../config/types.ts';
import { toGenieError } from '../../errors.ts';
import type { ModelPort } from '../../ports/index.ts';
import { withoutProvider } from '../open-project.ts';
import { ANSWER_LIMIT_MS, type Finding } from './finding.ts';
import type { FlowNeeds } from './flow-needs.ts';

/** Is Ollama there, and does it have the models that the flows pin? */
export async function checkOllama(
  settings: ProjectSettings,
  open: () => Promise<ModelPort>,
  needs: FlowNeeds,
): Promise<Finding[]> {
  const { host, model: defaultModel } = settings.ollama;
  const { model: browserModel, url: browserServer } = settings.stagehand;
  const users = needs.services.get('model') ?? [];
  let names: string[];
  try {
    const model = await open();
    names = (await model.listModels({ signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })).map(({ name }) => name);
  } catch (thrown) {
    const isUsed = users.length > 0 || settings.origins.has('ollama.host');
    return [
      {
        name: 'Ollama',
        status: isUsed ? 'broken' : 'unused',
        message: `${withoutPassword(host)}: ${reasonOf(thrown)}`,
        ...(isUsed ? { fix: fixOf(thrown) } : {}),
      },
    ];
  }
  const wanted = new Map(needs.models);
  if (defaultModel !== undefined) wanted.set(defaultModel, [...(wanted.get(defaultModel) ?? []), 'the default']);
  if (browserModel !== undefined && browserServer === undefined) {
    const name = withoutProvider(browserModel);
    wanted.set(name, [...(wanted.get(name) ?? []), 'the browser']);
  }
  const missing = [...wanted].filter(([name]) => !hasModel(names, name));
  const count = names.length === 1 ? '1 model' : `${names.length} models`;
  return [
    { name: 'Ollama', status: 'ok', message: `${host}, ${count}` },
    ...missing.map(([name, slugs]): Finding => ({
      name: 'Model',
      status: 'broken',
      message: `${name} is not there (used by ${slugs.join(', ')})`,
      fix: `ollama pull ${name}`,
    })),
  ];
}

function reasonOf(thrown: unknown): string {
  if (isTimeout(thrown)) return `no answer within ${ANSWER_LIMIT_MS / 1000} s`;
  return toGenieError(thrown).message;
}

function fixOf(thrown: unknown): string {
  const { code, detail } = toGenieError(thrown);
  const isSomethingElse = code !== 'UNAVAILABLE' && !isTimeout(thrown);
  const start = isSomethingElse
    ? (detail ?? 'Is it an Ollama server? Correct OLLAMA_HOST.')
    : 'Start it ("ollama serve"), or set OLLAMA_HOST.';
  return `${start} Without it: run FLOW --stub ollama.`;
}

function isTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'TimeoutError';
}

function withoutPassword(host: string): string {
  return host.replace(/\/\/[^/@]*@/, '//');
}

/** The steps of a browser name no model, so one has to be configured. A browser server has its own. */
export function checkBrowserModel({ ollama, stagehand }: ProjectSettings, { services }: FlowNeeds): Finding[] {
  const users = services.get('browser');
  if (users === undefined || stagehand.url !== undefined || (stagehand.model ?? ollama.model) !== undefined) return [];
  return [
    {
      name: 'Browser model',
      status: 'missing',
      message: `not configured; needed by ${users.join(', ')} to read pages and to act on them`,
      fix: 'Set STAGEHAND_MODEL or OLLAMA_MODEL to the name of a model on Ollama, or use --stub browser.',
    },
  ];
}

/** A name without a tag means `:latest`. */
function hasModel(names: readonly string[], wanted: string): boolean {
  return names.includes(wanted.includes(':') ? wanted : `${wanted}:latest`);
}
