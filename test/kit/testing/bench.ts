import { createCatalogue } from '../../../src/catalogue.ts';
import { createBench, FlowTester, readSuite, readTestDocument, runSuite } from '../../../src/kit/testing/index.ts';
import { builtInSteps } from '../../../src/steps/index.ts';
import type { StepType } from '../../../src/step.ts';

/** A bench without a sandbox, for flows without scripts. */
export const benchWith = (...steps: StepType[]) =>
  createBench({ catalogue: createCatalogue(builtInSteps, steps), ports: {} });

const bench = benchWith();

/** A flow of dialect 1 with these steps. */
export const flowOf = (steps: object[], more: object = {}) => ({ slug: 'tested', name: 'Tested', steps, ...more });

/** Runs the tests of a text on a flow; throws for a text that is none. */
export async function runText(flow: object, text: string, isJson = false) {
  const document = readTestDocument(text, isJson);
  const { suite, problems } = readSuite(document);
  if (suite === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  const tester = new FlowTester(JSON.stringify(flow), 'flows/tested.json', bench);
  const results = await runSuite(tester, document, suite);
  return { results, tester, document };
}

/** What is wrong, as lines: `2:5 output.x expected 1, got 2`. */
export async function linesOf(flow: object, text: string): Promise<string[]> {
  const { results } = await runText(flow, text);
  return results.flatMap(({ problems }) =>
    problems.map(({ subject, message, place }) => `${place!.line}:${place!.column} ${subject} ${message}`),
  );
}

/** The mistakes of a text as a test file: `1:3 message`. */
export function mistakesIn(text: string, isJson = false): string[] {
  const { problems } = readSuite(readTestDocument(text, isJson));
  return problems.map(({ message, place }) => `${place.line}:${place.column} ${message}`);
}
