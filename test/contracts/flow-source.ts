import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import type { FlowSource } from '../../src/ports/index.ts';

/** A document that uses every key a flow can have. */
export const fullFlow: JsonObject = {
  slug: 'full-flow',
  name: 'Full',
  description: 'Has every key',
  active: true,
  confirm: true,
  input: { type: 'object', properties: { n: { type: 'number' } } },
  steps: [{ type: 'delay', ms: 1 }],
  finally: [{ type: 'log', message: 'bye' }],
  output: { n: '$input.n' },
  output_schema: { type: 'object' },
  timeout_ms: 5000,
};

/** What every source of flows must do. `fill` makes a source that holds these documents and no others. */
export function describeFlowSource(name: string, fill: (documents: JsonObject[]) => Promise<FlowSource>): void {
  const minimal = (slug: string, more: JsonObject = {}): JsonObject => ({ slug, name: slug, steps: [], ...more });

  describe(`flow source: ${name}`, () => {
    it('finds a flow by its slug, with every key of its document', async () => {
      const source = await fill([minimal('another'), fullFlow]);
      const found = await source.find('full-flow');
      expect(JSON.parse(found!.text)).toEqual(fullFlow);
      expect(found!.origin).toContain('full-flow');
    });

    it('leaves out what a document does not say', async () => {
      const source = await fill([minimal('small')]);
      const document = JSON.parse((await source.find('small'))!.text) as JsonObject;
      expect(document).toMatchObject(minimal('small'));
      expect(document).not.toHaveProperty('input');
      expect(document).not.toHaveProperty('timeout_ms');
    });

    it('keeps an output that is one reference', async () => {
      const source = await fill([minimal('small', { output: '$post.id' })]);
      expect(JSON.parse((await source.find('small'))!.text)).toMatchObject({ output: '$post.id' });
    });

    it.each(['missing', '', '../small', 'SMALL', 'small.json', 'a'.repeat(65), '__proto__'])(
      'finds nothing for "%s"',
      async (slug) => {
        const source = await fill([minimal('small')]);
        expect(await source.find(slug)).toBeUndefined();
      },
    );

    it('lists all flows by slug, inactive ones too', async () => {
      const source = await fill([
        minimal('b', { active: false }),
        minimal('a', { name: 'First', description: 'Says what' }),
      ]);
      const listed = await source.list();
      expect(listed).toMatchObject([
        { slug: 'a', name: 'First', description: 'Says what', active: true },
        { slug: 'b', name: 'b', description: '', active: false },
      ]);
      expect(listed.map(({ problem }) => problem)).toEqual([undefined, undefined]);
    });

    it('lists nothing when there is nothing', async () => {
      expect(await (await fill([])).list()).toEqual([]);
    });

    it('rejects with the reason of an aborted signal', async () => {
      const source = await fill([minimal('small')]);
      const signal = AbortSignal.abort(new Error('enough'));
      await expect(source.find('small', { signal })).rejects.toThrow('enough');
      await expect(source.list({ signal })).rejects.toThrow('enough');
    });
  });
}
