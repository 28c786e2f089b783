import type { StepDirectory } from '../../../facts/index.ts';
import { isJsonObject, type JsonObject } from '../../../json.ts';
import type { Fix } from '../../finding.ts';
import type { StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { likelyType, type LikelyType } from './likely-type.ts';

export const stepUnknownType: Rule = {
  name: 'step/unknown-type',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A step has a type that does not exist.',
  explanation:
    'A step names what it does in `type`. A flow with a type that neither the tool nor the project defines is refused before its first step; `genie-actions steps` lists the types that there are.',
  bad: { text: '{ "type": "directus_raed", "config": { "collection": "media_jobs", "limit": 1 } }' },
  good: { text: '{ "type": "directus_read", "config": { "collection": "media_jobs", "limit": 1 } }' },
  unknownStep(node, { model, report }) {
    const { step } = node;
    const likely = likelyType(step.type, fittingFirst(model.directory, step.config));
    report({
      message: `unknown step type ${JSON.stringify(shown(step.type))}${likely === undefined ? '' : `; did you mean ${words(likely)}?`}`,
      place: { pointer: `${step.pointer}/type` },
      label: 'no such step type',
      notes: likely === undefined ? ['"genie-actions steps" lists the step types'] : [],
      fix: likely && replacement(likely, node),
    });
  },
};

/** Of types that are equally near, the one that takes the settings of the step: `loog` with a `message` is no `loop`. */
function fittingFirst(directory: StepDirectory, config: JsonObject): string[] {
  const takes = (name: string): boolean => {
    const { properties, required } = directory.factsOf(name)?.settings ?? {};
    if (!isJsonObject(properties)) return false;
    const needed = Array.isArray(required) ? required : [];
    return (
      needed.every((key) => typeof key === 'string' && Object.hasOwn(config, key)) &&
      Object.keys(config).every((key) => Object.hasOwn(properties, key))
    );
  };
  const { names } = directory;
  return [...names.filter(takes), ...names.filter((name) => !takes(name))];
}

function shown(type: string): string {
  return type.length > 60 ? `${type.slice(0, 59)}…` : type;
}

function words({ type, settings }: LikelyType): string {
  const [setting] = Object.entries(settings);
  return setting === undefined ? `"${type}"` : `"${type}" with "${setting[0]}": ${JSON.stringify(setting[1])}`;
}

/** Other settings may not fit the type that is meant: what differs in more than its spelling is left to a person. */
function replacement({ type, settings, isMisspelt }: LikelyType, { step, settingsPointer }: StepNode): Fix | undefined {
  const entries = Object.entries(settings);
  const hasPlace = Object.hasOwn(step.raw, 'config') || step.dialect === 2;
  if (entries.length > 0 && (!hasPlace || entries.some(([key]) => Object.hasOwn(step.config, key)))) return undefined;
  return {
    title: entries.length === 0 ? `"${type}"` : words({ type, settings, isMisspelt }),
    safety: isMisspelt ? 'safe' : 'unsafe',
    changes: [
      { kind: 'replace', pointer: `${step.pointer}/type`, value: type },
      ...entries.map(([key, value]) => ({ kind: 'add-property' as const, pointer: settingsPointer, key, value })),
    ],
  };
}
