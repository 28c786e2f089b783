import { expect, test } from 'vitest';
import { progressReader } from '../../../src/adapters/media-tools/ffmpeg-progress.ts';

test('reads progress in pieces, and leaves out what is none', () => {
  const seen: number[] = [];
  const read = progressReader(10, (done) => seen.push(done));
  for (const text of [
    'frame=1\nout_time_us=N/A\nout_ti',
    'me_us=2500000\nout_time_us=-46000\n',
    'out_time_us=20000000\n',
  ]) {
    read(text);
  }
  expect(seen).toEqual([0.25, 1]);
});
