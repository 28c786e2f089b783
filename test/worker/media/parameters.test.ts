import { expect, test } from 'vitest';
import { readParameters } from '../../../src/worker/media/parameters.ts';
import type { MediaOperation } from '../../../src/worker/media/operations.ts';
import type { JsonObject } from '../../../src/json.ts';

test('fills in the documented defaults of a watermark', () => {
  expect(readParameters('apply_watermark', { watermark_text: '© me', queue: 'x' })).toEqual({
    operation: 'apply_watermark',
    watermark_text: '© me',
    position: 'br',
    opacity: 70,
    margin: 20,
    format: 'auto',
  });
});

test('takes numbers that a model wrote as texts, and formats in any case', () => {
  expect(readParameters('create_teaser', { start: '2.5', duration: '8' })).toMatchObject({ start: 2.5, duration: 8 });
  expect(readParameters('convert_image', { format: 'JPG', quality: null })).toEqual({
    operation: 'convert_image',
    format: 'jpeg',
  });
});

test.each<[MediaOperation, JsonObject, RegExp]>([
  ['apply_watermark', {}, /needs watermark_text or watermark_file_id/],
  ['apply_watermark', { watermark_text: '  ' }, /watermark_text/],
  ['apply_watermark', { watermark_text: 'x', position: 'north' }, /position/],
  ['apply_watermark', { watermark_text: 'x', opacity: 101, margin: -1 }, /opacity .*margin/],
  ['apply_watermark', { watermark_text: 'x'.repeat(201) }, /watermark_text/],
  ['resize_image', {}, /needs a width or a height/],
  ['resize_image', { width: 0 }, /width/],
  ['resize_video', { width: 100_000 }, /width/],
  ['resize_image', { width: '10; rm -rf /' }, /width/],
  ['convert_image', {}, /format/],
  ['convert_image', { format: 'auto' }, /must name a format/],
  ['convert_image', { format: 'msl' }, /format/],
  ['create_teaser', { duration: 0 }, /duration/],
  ['crop_image', { region: { x: -1, y: 0, width: 1, height: 1 } }, /region x/],
])('%s refuses %j', (operation, params, problem) => {
  expect(() => readParameters(operation, params)).toThrow(
    expect.objectContaining({
      code: 'MEDIA_PARAMS_INVALID',
      isRetryable: false,
      message: expect.stringMatching(problem),
    }),
  );
});
