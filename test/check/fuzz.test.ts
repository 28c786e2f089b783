import { expect, it } from 'vitest';
import { checkFlow } from '../../src/check/index.ts';
import { builtInFacts } from '../../src/facts/index.ts';
import { deepText, hugeText, strangeText } from './fuzz.ts';

const catalogue = builtInFacts();
const check = (text: string) => checkFlow(text, { catalogue, file: 'flows/strange.json' }).diagnostics;

it('says something about strange texts, and never throws', () => {
  let found = 0;
  for (let seed = 1; seed <= 2_000; seed++) found += check(strangeText(seed)).length > 0 ? 1 : 0;
  expect(found).toBeGreaterThan(1_500);
});

it('takes ten thousand brackets inside each other', () => {
  for (let seed = 0; seed < 16; seed++) expect(check(deepText(seed, 10_000)).length).toBeGreaterThan(0);
});

it('takes a megabyte of anything', () => {
  for (let seed = 0; seed < 20; seed++) expect(check(hugeText(seed, 1_000_000)).length).toBeGreaterThan(0);
});
