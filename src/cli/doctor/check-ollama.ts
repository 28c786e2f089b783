import type { ProjectSettings } from '../../config/types.ts';
import { toGenieError } from '../../errors.ts';
import type { ModelPort } from '../../ports/index.ts';
import { ANSWER_LIMIT_MS, type Finding } from './finding.ts';
import type { FlowNeeds } from './flow-needs.ts';

/** Is Ollama there, and does it have the models that the flows pin? */
export async function checkOllama(settings: ProjectSettings, model: ModelPort, needs: FlowNeeds): Promise<Finding[]> {
  const { host, model: defaultModel } = settings.ollama;
  const users = needs.services.get('model') ?? [];
  let names: string[];
  try {
    names = (await model.listModels({ signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })).map(({ name }) => name);
  } catch (thrown) {
    const isUsed = users.length > 0 || settings.origins.has('ollama.host');
    return [
      {
        name: 'Ollama',
        status: isUsed ? 'broken' : 'unused',
        message: `${host}: ${toGenieError(thrown).message}`,
        ...(isUsed
          ? { fix: 'Start it ("ollama serve"), or set OLLAMA_HOST. Without it: run FLOW --stub ollama.' }
          : {}),
      },
    ];
  }
  const wanted = new Map(needs.models);
  if (defaultModel !== undefined) wanted.set(defaultModel, [...(wanted.get(defaultModel) ?? []), 'the default']);
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

/** A name without a tag means `:latest`. */
function hasModel(names: readonly string[], wanted: string): boolean {
  return names.includes(wanted.includes(':') ? wanted : `${wanted}:latest`);
}
