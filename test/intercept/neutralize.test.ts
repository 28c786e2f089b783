import fc from 'fast-check';
import { expect, test } from 'vitest';

import { neutralize } from '../../src/intercept/index.ts';
import { play } from './play.ts';
import { transcript } from './transcripts.ts';

test('neutralized text holds no tag', () => {
  fc.assert(
    fc.property(transcript, (text) => {
      const { events } = play([neutralize(text)]);
      expect(events.filter((event) => event.type !== 'text' && event.type !== 'end')).toEqual([]);
    }),
    { numRuns: 4000 },
  );
});

test('other text stays as it is', () => {
  expect(neutralize('a [1] [x](y) ACTION: [act]')).toBe('a [1] [x](y) ACTION: [act]');
  expect(neutralize('[ACTION:a:{}] [ action:')).toBe('[\u200BACTION:a:{}] [\u200B action:');
});
