import { createCatalogue } from '../../../src/catalogue.ts';
import { bindFlow, type FlowModel, type ReferenceNode } from '../../../src/check/model/index.ts';
import { directoryOf } from '../../../src/facts/index.ts';
import { parseFlow } from '../../../src/flow/index.ts';
import type { StepType } from '../../../src/step.ts';
import { builtInSteps } from '../../../src/steps/index.ts';

/** Binds a flow that is written as a value. */
export function bind(flow: object, extra: readonly StepType[] = []): FlowModel {
  const catalogue = createCatalogue(builtInSteps, extra);
  const text = JSON.stringify({ slug: 's', name: 'n', ...flow });
  const read = parseFlow(text, { nestedSettings: (type) => catalogue.get(type)?.rawSettings });
  return bindFlow(read.flow!, {
    directory: directoryOf(catalogue),
    file: 'flow.json',
    hasSyntaxErrors: false,
    document: () => read.document,
  });
}

/** Every reference with the place where it stands and what it means: `0.then.1 $page: result of 0.then.0`. */
export function meanings(model: FlowModel): string[] {
  return model.references.map(
    (reference) => `${siteOf(reference)} ${reference.reference.text}: ${meaningOf(reference)}`,
  );
}

function siteOf({ site }: ReferenceNode): string {
  return site.step === undefined ? 'output' : site.step.path.join('.');
}

function meaningOf({ binding, target }: ReferenceNode): string {
  if (target !== undefined) return `result of ${target.path.join('.')}`;
  if (binding === undefined) return 'nothing';
  return binding.step === undefined ? binding.kind : `${binding.kind} of ${binding.step.path.join('.')}`;
}
