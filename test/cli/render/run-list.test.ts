import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { createPalette } from '../../../src/cli/render/palette.ts';
import { renderRun } from '../../../src/cli/render/run-list.ts';
import { applyEvent, emptyRunState } from '../../../src/cli/render/run-state.ts';
import type { RunEventBody, StepPath } from '../../../src/engine/events.ts';

const START = Date.parse('2026-01-01T00:00:00.000Z');

/** The list after these events, each with the time at which it came (milliseconds after the start). */
function listAfter(events: Array<[atMs: number, body: RunEventBody]>, nowMs: number, hasColor = false, columns = 80) {
  const state = emptyRunState();
  for (const [atMs, body] of events) {
    applyEvent(state, { version: 1, runId: 'R', slug: 'demo', time: new Date(START + atMs).toISOString(), ...body });
  }
  return renderRun(state, { palette: createPalette(hasColor), columns, now: START + nowMs, frame: 0 });
}

const start = (path: StepPath, type: string, key?: string, attempt = 1, isStubbed = false): RunEventBody => ({
  event: 'step-start',
  path,
  type,
  attempt,
  isStubbed,
  ...(key === undefined ? {} : { key }),
});
const done = (path: StepPath, durationMs: number): RunEventBody => ({
  event: 'step-end',
  path,
  status: 'done',
  durationMs,
});
const error = { code: 'COLLECTION_NOT_FOUND', message: 'Collection not found' };

it('shows names, types, times, tokens and stubs in columns', () => {
  const list = listAfter(
    [
      [0, start([0], 'directus_read', 'profile')],
      [12, done([0], 12)],
      [12, { event: 'step-skip', path: [1], type: 'error' }],
      [13, start([2], 'ollama_generate', 'caption', 1, true)],
      [14, done([2], 1)],
      [20, start([3], 'ollama_chat', 'answer')],
      [900, { event: 'step-progress', path: [3], kind: 'tokens', done: 142, text: ' never shown' }],
    ],
    3220,
  );
  expect(`\n${list}`).toMatchInlineSnapshot(`
    "
      ✓ profile  directus_read    12 ms
      - step 2   error            skipped
      ✓ caption  ollama_generate  1 ms · stub
      ⠋ answer   ollama_chat      3.2 s · 142 tokens"
  `);
});

it('shows the failing step with its message, and what was tried', () => {
  const list = listAfter(
    [
      [0, start([0], 'http_request', 'page')],
      [
        10,
        {
          event: 'step-retry',
          path: [0],
          attempt: 1,
          delayMs: 500,
          error: { code: 'RATE_LIMITED', message: 'Too many requests' },
        },
      ],
      [510, start([0], 'http_request', 'page', 2)],
      [
        600,
        {
          event: 'step-end',
          path: [0],
          status: 'continued',
          durationMs: 600,
          error: { code: 'X', message: 'gave up' },
        },
      ],
      [600, start([1], 'directus_write', 'post')],
      [650, { event: 'step-end', path: [1], status: 'failed', durationMs: 50, error }],
    ],
    700,
  );
  expect(`\n${list}`).toMatchInlineSnapshot(`
    "
      ! page  http_request    600 ms · try 2
        gave up
      ✗ post  directus_write  50 ms
        Collection not found"
  `);
});

it('waits visibly between two tries', () => {
  const list = listAfter(
    [
      [0, start([0], 'http_request', 'page')],
      [
        10,
        {
          event: 'step-retry',
          path: [0],
          attempt: 1,
          delayMs: 500,
          error: { code: 'RATE_LIMITED', message: 'Too many requests' },
        },
      ],
    ],
    20,
  );
  expect(list).toBe('  ↻ page  http_request  20 ms · try 1\n    Too many requests');
});

it('puts inner steps under the step that holds them, in the order of the document', () => {
  const list = listAfter(
    [
      [0, start([0], 'parallel', 'both')],
      [0, start([0, 'branches', 'b', 0], 'delay', 'second')],
      [0, start([0, 'branches', 'a', 0], 'delay', 'first')],
      [1, start(['finally', 0], 'log')],
      [1, start([1], 'condition', 'check')],
      [2, start([1, 'then', 0], 'delay')],
      [3, start([1, 'then', 0, 'steps', 4, 0], 'delay', 'deep')],
    ],
    10,
  );
  expect(`\n${list}`).toMatchInlineSnapshot(`
    "
      ⠋ both            parallel   10 ms
        ⠋ a first       delay      10 ms
        ⠋ b second      delay      10 ms
      ⠋ check           condition  9 ms
        ⠋ then step 1   delay      8 ms
          ⠋ #5 deep     delay      7 ms
      ⠋ finally step 1  log        9 ms"
  `);
});

it('forgets the rounds of a loop that went well, and keeps those that did not', () => {
  const events: Array<[number, RunEventBody]> = [[0, start([0], 'loop', 'each')]];
  for (let round = 0; round < 500; round++) {
    events.push([round, start([0, 'steps', round, 0], 'delay', 'work')]);
    const path: StepPath = [0, 'steps', round, 0];
    events.push([
      round,
      round === 7 ? { event: 'step-end', path, status: 'continued', durationMs: 1, error } : done(path, 1),
    ]);
    events.push([round, { event: 'step-progress', path: [0], kind: 'items', done: round + 1, total: 500 }]);
  }
  expect(`\n${listAfter(events, 500)}`).toMatchInlineSnapshot(`
    "
      ⠋ each         loop   500 ms · 500/500
        ! #8 work    delay  1 ms
          Collection not found
        ✓ #500 work  delay  1 ms"
  `);
});

it('says once why a step failed when the reason is inside it', () => {
  const list = listAfter(
    [
      [0, start([0], 'condition', 'check')],
      [1, start([0, 'then', 0], 'directus_write', 'post')],
      [2, { event: 'step-end', path: [0, 'then', 0], status: 'failed', durationMs: 1, error }],
      [
        3,
        {
          event: 'step-end',
          path: [0],
          status: 'failed',
          durationMs: 3,
          error: { ...error, message: 'Step 1.then.1 failed' },
        },
      ],
    ],
    4,
  );
  expect(`\n${list}`).toMatchInlineSnapshot(`
    "
      ✗ check        condition       3 ms
        ✗ then post  directus_write  1 ms
          Collection not found"
  `);
});

it('fits the terminal and lets no text steer it', () => {
  const list = listAfter(
    [
      [0, start([0], 'log', 'a_result_key_that_is_far_too_long_for_any_column')],
      [
        1,
        { event: 'step-progress', path: [0], kind: 'log', done: 1, text: `\u001B[2Jgone\u0007 ${'word '.repeat(50)}` },
      ],
      [
        2,
        {
          event: 'step-end',
          path: [0],
          status: 'failed',
          durationMs: 2,
          error: { code: 'X', message: `\u001B]0;title\u0007${'long '.repeat(40)}` },
        },
      ],
    ],
    10,
    false,
    60,
  );
  expect(list).not.toContain('\u001B');
  for (const line of list.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
});

it('says the same with color as without', () => {
  const events: Array<[number, RunEventBody]> = [
    [0, start([0], 'directus_write', 'post')],
    [1, { event: 'step-end', path: [0], status: 'failed', durationMs: 1, error }],
  ];
  const colored = listAfter(events, 1, true);
  expect(colored).toContain('\u001B[31m');
  expect(stripVTControlCharacters(colored)).toBe(listAfter(events, 1));
});

it('marks results that were taken from an earlier try', () => {
  const list = listAfter([[0, { event: 'step-end', path: [0], status: 'done', durationMs: 0, isReused: true }]], 1);
  expect(list).toContain('reused');
});
