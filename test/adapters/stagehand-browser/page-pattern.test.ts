import { expect, it } from 'vitest';
import { pagePattern } from '../../../src/adapters/stagehand-browser/page-pattern.ts';

it.each([
  ['https://x.com/posts/12?page=3', 'https://x.com/posts/*?page=*'],
  ['https://x.com/u/0b8f6d1e-1111-4222-8333-123456789abc/edit', 'https://x.com/u/*/edit'],
  ['https://x.com/list?tab=media&sort=new', 'https://x.com/list?sort=new&tab=media'],
  ['https://x.com/a#part', 'https://x.com/a'],
  ['https://x.com/a#/posts/7', 'https://x.com/a#/posts/*'],
  ['https://x.com/watch/dQw4w9WgXcQabcdef99', 'https://x.com/watch/*'],
  ['https://x.com/terms-and-conditions', 'https://x.com/terms-and-conditions'],
  ['about:blank', 'about:blank'],
])('%s is a page of the kind %s', (url, pattern) => {
  expect(pagePattern(url)).toBe(pattern);
});
