import type { JsonObject } from '../json.ts';
import type { StepFacts } from '../facts/index.ts';
import { propertiesOf } from './schema/schema-at.ts';
import { schemaWords } from './schema/schema-words.ts';

/** Markdown: what a step type does, its settings, and an example. */
export function stepTypeDocumentation(facts: StepFacts): string {
  const { type, summary, needs } = facts;
  const settings = [...propertiesOf(facts.settings)].map(([name, { schema, isRequired }]) => {
    return `- \`${name}\`${isRequired ? ' (required)' : ''}: ${firstSentence(schema) ?? schemaWords(schema)}`;
  });
  const services = needs.length === 0 ? '' : `\n\nNeeds: ${needs.join(', ')}.`;
  const example = `\`\`\`json\n${JSON.stringify(exampleOf(facts), null, 2)}\n\`\`\``;
  return [`**${type}**: ${summary}${services}`, settings.join('\n'), example]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** A step as it stands in a flow, in the dialect of its type. */
export function exampleOf({ type, dialect, example }: StepFacts): JsonObject {
  return dialect === 1 ? { type, config: example } : { type, ...example };
}

/** Markdown: what a key takes, what happens without it, and what it is for. `owner` is the step type that has the setting. */
export function settingDocumentation(name: string, schema: JsonObject, owner: string | undefined): string {
  const { default: fallback, description } = schema;
  const lines = [`**${name}**${owner === undefined ? '' : ` of \`${owner}\``}: ${schemaWords(schema)}`];
  if (typeof description === 'string') lines.push(description);
  if (fallback !== undefined) lines.push(`Default: \`${JSON.stringify(fallback)}\``);
  return lines.join('\n\n');
}

function firstSentence({ description }: JsonObject): string | undefined {
  return typeof description === 'string' ? (/^.*?\.(?=\s|$)/.exec(description)?.[0] ?? description) : undefined;
}
