import { isJsonObject, type JsonObject } from '../json.ts';
import type { Effect, StepType } from '../step.ts';

const WORDS: Record<Effect, string> = { none: 'none', read: 'reads', write: 'writes' };

/** What a step type does to the world; where that depends on a setting with named values, value by value. */
export function effectText(stepType: StepType, settings: JsonObject): string {
  const example = stepType.example as JsonObject;
  const usual = WORDS[effectOf(stepType, example) ?? 'write'];
  for (const [name, values] of choices(settings)) {
    const byEffect = Map.groupBy(values, (value) => effectOf(stepType, { ...example, [name]: value }));
    byEffect.delete(undefined);
    if (byEffect.size > 1) {
      return [...byEffect]
        .map(([effect, names]) => `${WORDS[effect!]} (${names.map((value) => `\`${value}\``).join(', ')})`)
        .join('; ');
    }
  }
  return usual;
}

function effectOf(stepType: StepType, settings: JsonObject): Effect | undefined {
  const parsed = stepType.config.safeParse(settings);
  return stepType.effectOf(parsed.success ? parsed.data : settings);
}

/** Settings with a fixed set of texts, written out or with an expression as alternative. */
function choices(settings: JsonObject): Array<[string, string[]]> {
  const properties = isJsonObject(settings.properties) ? Object.entries(settings.properties) : [];
  return properties.flatMap(([name, schema]): Array<[string, string[]]> => {
    const nodes = isJsonObject(schema) ? [schema, ...((schema.anyOf ?? []) as JsonObject[])] : [];
    const values = nodes.find((node) => Array.isArray(node.enum))?.enum as string[] | undefined;
    return values === undefined ? [] : [[name, values]];
  });
}
