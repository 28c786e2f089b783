import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/json.ts';
import type { ImageFacts } from '../../../src/ports/index.ts';
import { cropRegion } from '../../../src/worker/media/crop-region.ts';
import { readParameters, type MediaParameters } from '../../../src/worker/media/parameters.ts';

const FACTS: ImageFacts = { kind: 'image', format: 'png', width: 400, height: 200, frames: 1 };

const crop = (params: JsonObject) =>
  cropRegion(readParameters('crop_image', params) as Extract<MediaParameters, { operation: 'crop_image' }>, FACTS);

test('takes a region, the middle, or what is left between the edges', () => {
  expect(crop({ region: { x: 1, y: 2, width: 3, height: 4 } })).toEqual({ x: 1, y: 2, width: 3, height: 4 });
  expect(crop({ width: 100, height: 100 })).toEqual({ x: 150, y: 50, width: 100, height: 100 });
  expect(crop({ left: 10, top: 20, right: 30, bottom: 40 })).toEqual({ x: 10, y: 20, width: 360, height: 140 });
});

test.each([{}, { width: 500 }, { left: 300, right: 200 }, { region: { x: 399, y: 0, width: 2, height: 1 } }])(
  'refuses %j',
  (params) => {
    expect(() => crop(params)).toThrow(expect.objectContaining({ code: 'MEDIA_PARAMS_INVALID' }));
  },
);

test('never leaves the image', () => {
  const pixels = fc.nat(450);
  const params = fc.record(
    { left: pixels, top: pixels, right: pixels, bottom: pixels, width: pixels },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(params, (given) => {
      let region;
      try {
        region = crop(given);
      } catch {
        return;
      }
      expect(Math.min(region.x, region.y, region.width - 1, region.height - 1)).toBeGreaterThanOrEqual(0);
      expect(region.x + region.width).toBeLessThanOrEqual(FACTS.width);
      expect(region.y + region.height).toBeLessThanOrEqual(FACTS.height);
    }),
  );
});
