import fc from 'fast-check';
import { expect, test } from 'vitest';
import { marginOf, markSize } from '../../../src/adapters/media-tools/mark-size.ts';

test('a mark takes 15 % of the width in its own proportions', () => {
  expect(markSize({ width: 1000, height: 800 }, { width: 400, height: 100 })).toEqual({ width: 150, height: 38 });
});

test('a tall mark is made smaller', () => {
  expect(markSize({ width: 1000, height: 100 }, { width: 100, height: 100 })).toEqual({ width: 50, height: 50 });
});

test('a mark with its margin lies inside of any picture', () => {
  const side = fc.integer({ min: 1, max: 5000 });
  const size = fc.record({ width: side, height: side });
  fc.assert(
    fc.property(size, size, fc.nat(10_000), (picture, image, wanted) => {
      const mark = markSize(picture, image);
      const { x, y } = marginOf(picture, mark, wanted);
      expect(Math.min(mark.width, mark.height)).toBeGreaterThanOrEqual(1);
      expect(mark.width + x).toBeLessThanOrEqual(picture.width);
      expect(mark.height + y).toBeLessThanOrEqual(picture.height);
    }),
  );
});
