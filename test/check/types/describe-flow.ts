import { createCatalogue } from '../../../src/catalogue.ts';
import { checkFlow } from '../../../src/check/index.ts';
import type { ReferenceNode } from '../../../src/check/model/index.ts';
import type { ProjectFacts } from '../../../src/check/project-facts.ts';
import { typesOf, typeText, type FlowTypes } from '../../../src/check/types/index.ts';
import { directoryOf } from '../../../src/facts/index.ts';
import type { JsonObject } from '../../../src/json.ts';
import { builtInSteps } from '../../../src/steps/index.ts';

const directory = directoryOf(createCatalogue(builtInSteps));

/** A flow with these steps, and a way to ask for the type of a result by its key, in words. */
export function typedFlow(
  steps: readonly JsonObject[],
  { project = {}, ...more }: { project?: ProjectFacts; input?: JsonObject; output?: JsonObject } = {},
): { types: FlowTypes; resultText: (key: string) => string; references: readonly ReferenceNode[] } {
  const text = JSON.stringify({ slug: 'a', name: 'A', steps, ...more });
  const { model } = checkFlow(text, { catalogue: directory, project });
  const types = typesOf({ model, project });
  return {
    types,
    references: model.references,
    resultText: (key) => typeText(types.ofResult(model.steps.find(({ step }) => step.key === key)!), ''),
  };
}
