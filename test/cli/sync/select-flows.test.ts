import { expect, it } from 'vitest';
import { selectFlows } from '../../../src/cli/sync/select-flows.ts';
import type { FlowFile, FlowRow, SyncBase } from '../../../src/ports/index.ts';
import type { AllSides } from '../../../src/sync/types.ts';

const file = (slug: string): FlowFile => ({ path: `/project/flows/${slug}.json`, text: '', slug, document: {} });
const row = (slug: string): FlowRow => ({ id: slug, slug, updatedAt: undefined, document: {} });
const base = (slug: string): [string, SyncBase] => [slug, { slug, document: {}, isHeldInactive: false }];

const sides: AllSides = {
  files: [file('post-create'), file('post-edit')],
  rows: [row('post-create'), row('tag')],
  bases: new Map([base('gone')]),
  baseProblems: new Map([['broken', 'is cut off']]),
};

function selected(patterns: string[], cwd = '/project'): string[] {
  const { files, rows, bases, baseProblems } = selectFlows(patterns, sides.files, cwd).of(sides);
  const slugs = [...files, ...rows].map(({ slug }) => slug);
  return [...new Set([...slugs, ...bases.keys(), ...baseProblems!.keys()])].toSorted();
}

it.each([
  [[], ['broken', 'gone', 'post-create', 'post-edit', 'tag']],
  [['tag'], ['tag']],
  [['post-*'], ['post-create', 'post-edit']],
  [['{tag,gone}'], ['gone', 'tag']],
  [
    ['broken', 'post-?dit'],
    ['broken', 'post-edit'],
  ],
  [['flows/post-edit.json'], ['post-edit']],
])('%j means %j', (patterns, slugs) => {
  expect(selected(patterns)).toEqual(slugs);
});

it('takes a path as it is seen from the working directory', () => {
  expect(selected(['post-edit.json'], '/project/flows')).toEqual(['post-edit']);
});

it('says which rows have to be read, as far as it can be told before', () => {
  expect(selectFlows([], sides.files, '/project').slugs).toBeUndefined();
  expect(selectFlows(['tag', 'post-*'], sides.files, '/project').slugs).toBeUndefined();
  expect(selectFlows(['tag', 'flows/post-edit.json'], sides.files, '/project').slugs).toEqual(['tag', 'post-edit']);
});

it.each([
  [['post-creat'], 'There is no flow "post-creat"; did you mean "post-create"?'],
  [['zzz-*'], 'No flow is called like "zzz-*"'],
  [['tag', 'flows/nowhere.json'], 'There is no flow "flows/nowhere.json"'],
])('refuses %j', (patterns, message) => {
  expect(() => selected(patterns)).toThrow(message);
});
