import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  actionSteps,
  createCatalogue,
  builtInSteps,
  defineAction,
  defineStep,
  withActions,
} from '../../../src/index.ts';
import { checkFlowNames } from '../../../src/kit/action/with-actions.ts';
import { sourceOf } from '../../runner/harness.ts';

const named = (name: string) => defineAction({ name, description: 'Does it.', run: () => 1 });
const stepNamed = (type: string) =>
  defineStep({
    type,
    summary: 'Does it.',
    needs: [],
    effect: 'none',
    config: z.strictObject({}),
    result: z.number(),
    example: {},
    run: () => 1,
    stub: () => 1,
  });

describe('the name of an action', () => {
  it('must not be that of another action, also in another spelling', () => {
    expect(() => actionSteps([named('Refund order'), named('refund-order')])).toThrow(
      'The action "refund-order" has the name of the action "Refund order"',
    );
  });

  it.each([['directus_read'], ['loop']])('must not be that of the step type %s', (name) => {
    expect(() => actionSteps([named(name)])).toThrow(`has the name of the step type "${name}"`);
  });

  it("must not be that of a step type of the project's own", () => {
    expect(() => actionSteps([named('greet')], [stepNamed('greet')])).toThrow('has the name of the step type "greet"');
    const clash = [stepNamed('action:greet'), ...actionSteps([named('greet')])];
    expect(() => createCatalogue(builtInSteps, clash)).toThrow('The step type "action:greet" is defined twice');
  });

  it.each([['input'], ['Item'], ['action']])('must not be the reserved word %j', (name) => {
    expect(() => actionSteps([named(name)])).toThrow(
      expect.objectContaining({
        code: 'ACTION_NAME_TAKEN',
        message: expect.stringContaining('a word of the flow language'),
      }),
    );
  });

  it('must not be the slug of a flow', async () => {
    const flows = sourceOf({ slug: 'refund', name: 'Refund', steps: [] });
    const message = 'The action "Refund" (slug "refund") has the name of the flow refund.json';
    await expect(withActions(flows, [named('Refund')]).find('refund')).rejects.toThrow(message);
    await expect(checkFlowNames(flows, [named('Refund')])).rejects.toThrow(message);
    await expect(checkFlowNames(flows, [named('Other')])).resolves.toBeUndefined();
  });
});

describe('a source with actions', () => {
  const source = withActions(sourceOf({ slug: 'b-flow', name: 'B', steps: [] }), [
    named('Z last'),
    defineAction({ name: 'a', description: 'First.', input: v.object({ n: v.number() }), run: () => 1 }),
  ]);

  it('lists them among the flows, by slug', async () => {
    expect((await source.list()).map(({ slug, name, origin }) => [slug, name, origin])).toEqual([
      ['a', 'a', 'action:a'],
      ['b-flow', 'b-flow', 'b-flow.json'],
      ['z-last', 'Z last', 'action:z-last'],
    ]);
  });

  it('finds each as a flow of one step', async () => {
    expect(JSON.parse((await source.find('a'))!.text)).toEqual({
      slug: 'a',
      name: 'a',
      description: 'First.',
      input: { type: 'object', properties: { n: { type: 'number' } }, required: ['n'], writeOnly: true },
      steps: [{ type: 'action:a', result_key: 'result', config: { n: '$input.n' } }],
      output: '$result',
    });
    expect((await source.find('b-flow'))?.origin).toBe('b-flow.json');
    expect(await source.find('none')).toBeUndefined();
  });

  it('shows an action that has the slug of a flow as one with a problem', async () => {
    const clash = withActions(sourceOf({ slug: 'a', name: 'A', steps: [] }), [named('a')]);
    expect((await clash.list()).find(({ origin }) => origin === 'action:a')?.problem).toBe(
      'has the same slug as a.json',
    );
  });
});
