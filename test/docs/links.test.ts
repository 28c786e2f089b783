import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { linksAndAnchors, pages, root } from './markdown.ts';

const anchorsByPage = new Map(pages.map(([name, text]) => [name, linksAndAnchors(text).anchors]));

test.each(pages)('every link on %s leads somewhere', (page, text) => {
  const broken = linksAndAnchors(text).links.filter((link) => !/^https?:/.test(link) && !leadsSomewhere(page, link));
  expect(broken).toEqual([]);
});

test('there are links to look at', () => {
  expect(pages.flatMap(([, text]) => linksAndAnchors(text).links).length).toBeGreaterThan(50);
});

function leadsSomewhere(page: string, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
  if (!existsSync(path.join(root, target))) return false;
  return anchor === undefined || (anchorsByPage.get(target)?.has(anchor) ?? false);
}
