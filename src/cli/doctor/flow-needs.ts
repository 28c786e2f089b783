import type { Catalogue } from '../../catalogue.ts';
import { isJsonObject, type Json } from '../../json.ts';
import type { FlowListing, FlowSource } from '../../ports/index.ts';
import { neededServices } from '../render/flow-text.ts';

/** What all flows of a project together ask for. */
export interface FlowNeeds {
  flows: FlowListing[];
  /** Slugs by the service that they need. */
  services: Map<string, string[]>;
  /** Slugs by the model that they pin. */
  models: Map<string, string[]>;
}

export async function flowNeeds(source: FlowSource, catalogue: Catalogue): Promise<FlowNeeds> {
  const flows = await source.list();
  const services = new Map<string, string[]>();
  const models = new Map<string, string[]>();
  for (const { slug } of flows.filter(({ problem }) => problem === undefined)) {
    const document = parse((await source.find(slug))?.text ?? 'null');
    for (const service of neededServices(document, catalogue)) remember(services, service, slug);
    for (const model of pinnedModels(document)) remember(models, model, slug);
  }
  return { flows, services, models };
}

/** Values of `model` in the settings of model steps that are no reference. */
function pinnedModels(value: Json): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(pinnedModels))];
  if (!isJsonObject(value)) return [];
  const isModelStep = typeof value['type'] === 'string' && value['type'].startsWith('ollama');
  const settings = isJsonObject(value['config']) ? value['config'] : value;
  const model = isModelStep ? settings['model'] : undefined;
  const isPinned = typeof model === 'string' && !/\$[A-Za-z_]|\{\{/.test(model);
  return [...new Set([...(isPinned ? [model] : []), ...Object.values(value).flatMap(pinnedModels)])];
}

function remember(map: Map<string, string[]>, key: string, slug: string): void {
  map.set(key, [...(map.get(key) ?? []), slug]);
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
