import { describe, expect, it } from 'vitest';
import { compileJsonSchema } from '../../src/json-schema.ts';
import { createPrompt, createStructuralTag } from '../../src/prompt/index.ts';
import { flowOf, shippedFlows, TAG_CASES } from './sample-flows.ts';

describe('a structural tag', () => {
  it('has one tag for each flow, started by the same trigger', () => {
    const { format } = createStructuralTag([
      flowOf('one'),
      flowOf('off', undefined, { active: false }),
      flowOf('two'),
    ])!;
    expect(format.triggers).toEqual(['[ACTION:']);
    expect(format.tags.map(({ begin, end }) => [begin, end])).toEqual([
      ['[ACTION:one:', ']'],
      ['[ACTION:two:', ']'],
    ]);
  });

  it('is absent when no flow can be started', () => {
    expect(createStructuralTag([])).toBeUndefined();
  });

  for (const { flow, accepted, refused } of TAG_CASES) {
    it(`has a schema that says of parameters for "${flow.slug}" what the flow's own says`, async () => {
      const validator = await compileJsonSchema(createStructuralTag([flow])!.format.tags[0]!.content.json_schema);
      const isValid = (parameters: string) => validator.validate(JSON.parse(parameters)).problems.length === 0;
      const isJson = (parameters: string) => {
        try {
          return typeof JSON.parse(parameters) === 'object';
        } catch {
          return false;
        }
      };
      expect(accepted.filter((parameters) => !isValid(parameters))).toEqual([]);
      expect(refused.filter(isJson).filter(isValid)).toEqual([]);
    });
  }

  it('takes the examples of the prompt', async () => {
    const flows = shippedFlows();
    const { included } = await createPrompt(flows);
    const tags = createStructuralTag(flows)!.format.tags;
    expect(tags).toHaveLength(included.length);
    for (const [index, { example }] of included.entries()) {
      expect((await compileJsonSchema(tags[index]!.content.json_schema)).validate(example!).problems).toEqual([]);
    }
  });
});
