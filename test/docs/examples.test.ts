import { expect, test } from 'vitest';
import { checkFlow } from '../../src/check/index.ts';
import { flowSchema } from '../../src/codegen/flow-schema.ts';
import { isJsonObject, type JsonObject } from '../../src/json.ts';
import { problemsOf } from '../codegen/validator.ts';
import { catalogue, runDocument } from '../flows/run-document.ts';
import { sampleParams } from '../flows/sample-params.ts';
import { codeBlocks, pages } from './markdown.ts';

const schema = flowSchema(catalogue);

/**
 * Executed by themselves: answers of a model and what becomes of them (test/intercept), and pages to be followed from top to
 * bottom, on which flows have mistakes (authoring.test.ts).
 */
const OTHER_EXAMPLES = new Set(['docs/interceptor.md', 'docs/authoring.md', 'docs/cassettes.md']);

const blocks = pages
  .filter(([page]) => !OTHER_EXAMPLES.has(page))
  .flatMap(([page, text]) => codeBlocks(page, text))
  .filter(({ language }) => language === 'json');
const documents = blocks.map(({ page, line, text }) => ({
  place: `${page}:${line}`,
  text,
  value: JSON.parse(text) as unknown,
}));
const flows = documents.filter(({ value }) => isJsonObject(value) && 'slug' in value && 'steps' in value);
const steps = documents.filter(({ value }) => isJsonObject(value) && typeof value['type'] === 'string');

test('there are examples to look at', () => {
  expect(flows.length).toBeGreaterThanOrEqual(15);
  expect(steps.length).toBeGreaterThanOrEqual(34);
});

test.each(flows.map(({ place, text, value }) => [place, text, value as JsonObject] as const))(
  '%s is a flow that runs',
  async (_, text, value) => {
    expect(problemsOf(schema, value)).toEqual([]);
    // Pages about the language show both spellings side by side.
    expect(seriousRules(text).filter((rule) => rule !== 'flow/mixed-dialects')).toEqual([]);
    const report = await runDocument(text, sampleParams(value['input'] as JsonObject | undefined));
    expect(report).toMatchObject({ success: true });
  },
);

test.each(steps.map(({ place, value }) => [place, value as JsonObject] as const))(
  '%s is a step that fits its type',
  (_, step) => {
    const flow = { slug: 'example', name: 'Example', steps: [step] };
    expect(problemsOf(schema, flow)).toEqual([]);
    // An example alone may read results of steps that are not shown, and has no key that is not about its type.
    const ofOthers = /^(ref|sec|stagehand|taxonomy)\/|^flow\/wait-without-timeout$/;
    expect(seriousRules(JSON.stringify(flow)).filter((rule) => !ofOthers.test(rule))).toEqual([]);
  },
);

function seriousRules(text: string): string[] {
  const { diagnostics } = checkFlow(text, { catalogue });
  return diagnostics.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
}
