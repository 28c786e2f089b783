import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/json.ts';
import { canonicalDocument, diffDocuments, isSameDocument, mergeDocuments } from '../../../src/sync/index.ts';
import { anyDocument, nestedList, nestedLoop } from '../any-document.ts';
import { anyEdits, edited, flowOf, textsIn } from '../edits.ts';

function merged(base: JsonObject, local: JsonObject, remote: JsonObject): JsonObject | undefined {
  const result = mergeDocuments(base, local, remote);
  return 'document' in result ? result.document : undefined;
}

/** Both equal, or both not there. */
function isSameOutcome(a: JsonObject | undefined, b: JsonObject | undefined): boolean {
  return a === undefined || b === undefined ? a === b : isSameDocument(a, b);
}

test('what one side changed alone is the merged document', () => {
  fc.assert(
    fc.property(anyDocument, anyDocument, (base, changed) => {
      expect(merged(base, changed, base)).toEqual(canonicalDocument(changed));
      expect(merged(base, base, changed)).toEqual(canonicalDocument(changed));
      expect(merged(base, changed, changed)).toEqual(canonicalDocument(changed));
    }),
    { numRuns: 300 },
  );
});

test('it does not matter which side is which', () => {
  fc.assert(
    fc.property(anyDocument, anyDocument, anyDocument, (base, a, b) => {
      expect(isSameOutcome(merged(base, a, b), merged(base, b, a))).toBe(true);
    }),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(fc.nat(6), anyEdits, anyEdits, (count, here, there) => {
      const base = flowOf(count);
      const [a, b] = [edited(base, here, 'a'), edited(base, there, 'b')];
      expect(isSameOutcome(merged(base, a, b), merged(base, b, a))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a merged document has every text that a side added and none that a side removed', () => {
  let mergedCount = 0;
  fc.assert(
    fc.property(fc.nat(6), anyEdits, anyEdits, (count, here, there) => {
      const base = flowOf(count);
      const [local, remote] = [edited(base, here, 'local'), edited(base, there, 'remote')];
      const document = merged(base, local, remote);
      if (document === undefined) return;
      mergedCount++;
      const [old, mine, theirs] = [base, local, remote].map((one) => new Set(textsIn(one)));
      const wanted = mine!.intersection(theirs!).union(mine!.difference(old!)).union(theirs!.difference(old!));
      expect(new Set(textsIn(document))).toEqual(wanted);
    }),
    { numRuns: 1500 },
  );
  expect(mergedCount).toBeGreaterThan(200);
});

test('steps stand in the order of the side that changed it', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5]), fc.shuffledSubarray([0, 1, 2, 3, 4, 5]), (here, there) => {
      const listing = (order: readonly number[]) => ({
        slug: 'ordered',
        steps: order.map((number) => ({ type: 'log', name: `step_${number}`, message: 'x' })),
      });
      const document = merged(listing([0, 1, 2, 3, 4, 5]), listing(here), listing(there));
      if (document === undefined) return;
      const order = (document['steps'] as { name: string }[]).map(({ name }) => Number(name.slice(-1)));
      expect(new Set(order)).toEqual(new Set(here).intersection(new Set(there)));
      for (const [index, second] of order.entries()) {
        for (const first of order.slice(0, index)) {
          const isAsIn = (list: readonly number[]) => list.indexOf(first) < list.indexOf(second);
          const isSwappedBySomebody = !isAsIn(here) || !isAsIn(there);
          expect(first < second ? !isSwappedBySomebody : isAsIn(here) || isAsIn(there)).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('there are no differences between equal documents, and some between others', () => {
  fc.assert(
    fc.property(anyDocument, anyDocument, (before, after) => {
      expect(diffDocuments(before, before)).toEqual([]);
      expect(diffDocuments(before, after).length === 0).toBe(isSameDocument(before, after));
    }),
    { numRuns: 300 },
  );
});

test('a document that is nested without end is compared as a whole', () => {
  for (const nest of [nestedList, (depth: number) => [nestedLoop(depth, 'x')]]) {
    const [base, local, remote] = [1, 2, 3].map((extra) => ({ slug: 'deep', steps: nest(10_000), timeout_ms: extra }));
    expect(mergeDocuments(base!, local!, remote!)).toHaveProperty('conflicts');
    expect(diffDocuments(base!, local!).length).toBeGreaterThan(0);
  }
});
