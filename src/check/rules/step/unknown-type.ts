import { nearestName } from '../../../nearest-name.ts';
import type { Rule } from '../../rule.ts';

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
  unknownStep({ step }, { model, report }) {
    const nearest = nearestName(step.type, model.directory.names);
    const pointer = `${step.pointer}/type`;
    report({
      message: `unknown step type "${step.type}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
      place: { pointer },
      label: 'no such step type',
      notes: nearest === undefined ? ['"genie-actions steps" lists the step types'] : [],
      fix:
        nearest === undefined
          ? undefined
          : {
              title: `"${nearest}"`,
              safety: 'safe',
              changes: [{ kind: 'replace', pointer, value: nearest }],
            },
    });
  },
};
