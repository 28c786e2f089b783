import { instance } from '@viz-js/viz';
import { expect, test } from 'vitest';
import { builtInFacts, checkFlow } from '../../../src/index.ts';
import { dotText, flowGraph, mermaidText } from '../../../src/kit/view/index.ts';
import { shippedFlows } from '../../flows/shipped-flows.ts';
import { log, modelOf } from './model.ts';

/** The arrows of a kind as `from label to`, by the titles of the boxes. */
function arrows(steps: object[], kind = 'order', more: object = {}): string[] {
  const { nodes, edges } = flowGraph(modelOf(steps, more));
  const titles = new Map(nodes.map(({ id, title }) => [id, title]));
  return edges
    .filter((edge) => edge.kind === kind)
    .map(({ from, to, label }) => [titles.get(from), label, titles.get(to)].filter((part) => part !== '').join(' → '));
}

const condition = (branches: object) => ({
  type: 'condition',
  result_key: 'check',
  config: { if: 'true', ...branches },
});

test('steps follow one another from the start to the end', () => {
  expect(arrows([log('a'), log('b')])).toEqual(['drawn → a', 'a → b', 'b → end']);
});

test('a flow without steps goes straight to its end', () => {
  expect(arrows([])).toEqual(['drawn → end']);
});

test('both branches of a condition meet behind it', () => {
  expect(arrows([condition({ then: [log('a')], else: [log('b')] }), log('c')])).toEqual([
    'drawn → check',
    'check → then → a',
    'check → else → b',
    'a → c',
    'b → c',
    'c → end',
  ]);
});

test('a condition without an else leads on itself', () => {
  expect(arrows([condition({ then: [log('a')] })])).toEqual([
    'drawn → check',
    'check → then → a',
    'check → else → end',
    'a → end',
  ]);
});

test('a loop comes back to itself, in a group of its own', () => {
  const loop = { type: 'loop', result_key: 'all', config: { items: [1], steps: [log('a'), log('b')] } };
  expect(arrows([loop])).toEqual(['drawn → all', 'all → each → a', 'a → b', 'b → all', 'all → end']);
  expect(flowGraph(modelOf([loop])).root.groups).toMatchObject([{ label: 'for each item', nodes: ['s1', 's2'] }]);
});

test('branches side by side start at the step that holds them', () => {
  const parallel = {
    type: 'parallel',
    result_key: 'both',
    config: { branches: { left: [log('a')], right: [log('b')] } },
  };
  expect(arrows([parallel])).toEqual(['drawn → both', 'both → a', 'both → b', 'a → end', 'b → end']);
});

test('nothing follows a step that ends the flow', () => {
  const stop = { type: 'error', name: 'stop', message: 'No' };
  expect(arrows([condition({ then: [stop], else: [log('b')] })])).toEqual([
    'drawn → check',
    'check → then → stop',
    'check → else → b',
    'b → end',
  ]);
  expect(arrows([{ ...stop, when: 'input.x == 1' }])).toEqual(['drawn → stop', 'stop → end']);
});

test('what runs after a failure hangs on a dashed arrow, and finally comes last', () => {
  const steps = [log('a', { on_error: { steps: [log('b')] } })];
  expect(arrows(steps, 'failure')).toEqual(['a → on error → b']);
  expect(arrows(steps, 'order', { finally: [log('c')] })).toEqual(['drawn → a', 'a → c', 'b → c', 'c → end']);
});

test('browser sessions and values that nobody vouches for have arrows of their own', () => {
  const steps = [
    { type: 'stagehand_start', result_key: 'browser', config: { url: 'https://example.com/' } },
    {
      type: 'stagehand_extract',
      result_key: 'page',
      config: { sessionId: '$browser.sessionId', instruction: 'The title' },
    },
    { type: 'ollama_generate', result_key: 'answer', config: { model: 'm', prompt: 'Sum up: $page.extraction' } },
    { type: 'stagehand_close', config: { sessionId: '$browser.sessionId' } },
  ];
  expect(arrows(steps, 'session')).toEqual(['browser → session → page', 'browser → session → stagehand_close']);
  expect(arrows(steps, 'untrusted')).toEqual(['page → text of a web page → prompt → answer']);
});

const NASTY = 'a "quoted" <b>bold</b> #1; | ] } end\nnext \\ line';

test.each(['mermaid', 'dot'])('names of any characters stay inside their labels (%s)', async (format) => {
  const model = modelOf([{ type: 'log', name: 'n', message: 'x', when: NASTY }], { name: NASTY });
  const graph = flowGraph(model);
  graph.nodes[1]!.title = NASTY;
  if (format === 'mermaid') {
    const line = mermaidText(graph)
      .split('\n')
      .find((each) => each.startsWith('  s0'))!;
    expect(line).toMatch(/^ {2}s0\["[^"\n<]*(?:<br\/>[^"\n<]*)*"\]$/);
    expect(line).toContain('#quot;quoted#quot; #lt;b#gt;bold#lt;/b#gt; #35;1; | ] } end next');
  } else {
    const svg = (await instance()).renderString(dotText(graph), { format: 'svg' });
    expect(svg).toContain('&quot;quoted&quot; &lt;b&gt;bold&lt;/b&gt; #1; | ] } end');
  }
});

test('every shipped flow can be drawn, each step in it once', async () => {
  const viz = await instance();
  expect(shippedFlows.length).toBeGreaterThanOrEqual(7);
  for (const { text } of shippedFlows) {
    const { model } = checkFlow(text, { catalogue: builtInFacts() });
    const graph = flowGraph(model);
    const ids = new Set(graph.nodes.map(({ id }) => id));
    expect(ids.size).toBe(model.steps.length + 2);
    expect(graph.edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
    expect(viz.renderString(dotText(graph), { format: 'svg' })).toContain('</svg>');
  }
});
