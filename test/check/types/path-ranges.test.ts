import { describe, expect, it } from 'vitest';
import { pathRanges } from '../../../src/check/types/path-ranges.ts';

describe('the parts of a path', () => {
  it.each([
    ['$profile.id', ['profile', 'id']],
    ['rows[0].name', ['rows', '[0]', 'name']],
    ["$a[\"x]y\"]['it\\'s'].b", ['a', '["x]y"]', "['it\\'s']", 'b']],
    ['a . b [ 0 ] .c', ['a', 'b', '[ 0 ]', 'c']],
    ['a.?b', ['a', 'b']],
  ])('of %s', (text, parts) => {
    expect(pathRanges(text).map(({ start, end }) => text.slice(start, end))).toEqual(parts);
  });

  it.each(['', '$', '3', 'a.', 'a[', 'a["x'])('of %j end where it does', (text) => {
    for (const { end } of pathRanges(text)) expect(end).toBeLessThanOrEqual(text.length);
  });
});
