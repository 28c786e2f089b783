import { describe, expect, it } from 'vitest';
import { memoryCache } from '../../../src/adapters/memory-cache.ts';
import { actionCache, type ActionRequest } from '../../../src/adapters/stagehand-browser/action-cache.ts';
import type { Json } from '../../../src/json.ts';

const REQUEST: ActionRequest = {
  pageUrl: 'https://x.com/posts/1',
  instruction: 'type hunter2 as %who%',
  selector: undefined,
  variableNames: ['who'],
};

function open() {
  const stored: Json[] = [];
  const cache = memoryCache();
  const watched = {
    ...cache,
    async set(namespace: string, key: string, value: Json, ttlMs?: number) {
      stored.push([namespace, key, value]);
      await cache.set(namespace, key, value, ttlMs);
    },
  };
  return { actions: actionCache(() => watched), stored };
}

const found = (args: string[], method = 'fill') => ({
  action: { selector: 'xpath=/html/input', description: 'secret words', method, arguments: args },
  element: 'textbox: Name',
});

describe('actions that a model found', () => {
  it('are found again on pages of the same kind', async () => {
    const { actions } = open();
    await actions.keep(REQUEST, found(['%who%']));
    expect(await actions.find({ ...REQUEST, pageUrl: 'https://x.com/posts/2' })).toEqual({
      action: { ...found(['%who%']).action, description: 'textbox: Name' },
      element: 'textbox: Name',
    });
  });

  it.each<[string, Partial<ActionRequest>]>([
    ['another page', { pageUrl: 'https://x.com/likes/1' }],
    ['another instruction', { instruction: 'type hunter3 as %who%' }],
    ['another part of the page', { selector: '#form' }],
    ['other variables', { variableNames: [] }],
  ])('are not found for %s', async (_, other) => {
    const { actions } = open();
    await actions.keep(REQUEST, found([]));
    expect(await actions.find({ ...REQUEST, ...other })).toBeUndefined();
  });

  it('hold no text of the instruction, and give it back', async () => {
    const { actions, stored } = open();
    await actions.keep(REQUEST, found(['hunter2']));
    expect(JSON.stringify(stored)).not.toMatch(/hunter2|secret words/);
    expect((await actions.find(REQUEST))?.action.arguments).toEqual(['hunter2']);
  });

  it('are not kept when they type what is not in the instruction', async () => {
    const { actions, stored } = open();
    await actions.keep(REQUEST, found(['from the page']));
    expect(stored).toEqual([]);
    await actions.keep(REQUEST, found(['Enter'], 'press'));
    expect(stored).toHaveLength(1);
  });

  it('can be forgotten', async () => {
    const { actions } = open();
    await actions.keep(REQUEST, found([]));
    await actions.forget(REQUEST);
    expect(await actions.find(REQUEST)).toBeUndefined();
    await actions.close();
  });

  it('need no cache', async () => {
    const actions = actionCache(undefined);
    await actions.keep(REQUEST, found([]));
    expect(await actions.find(REQUEST)).toBeUndefined();
    await actions.close();
  });
});
