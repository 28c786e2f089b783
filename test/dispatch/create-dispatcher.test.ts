import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbeddedDirectus } from '../../src/adapters/embedded-directus/index.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { createDispatcher, type DispatcherSetup } from '../../src/dispatch/index.ts';
import {
  builtInSteps,
  createCatalogue,
  createRunner,
  type JsonObject,
  type RunEvent,
  type RunReport,
} from '../../src/index.ts';
import { createInterceptor, type InterceptorOptions } from '../../src/intercept/index.ts';
import { temporaryFolder } from '../adapters/temporary-folder.ts';
import { recordingSteps, sourceOf } from '../runner/harness.ts';

const FLOWS: JsonObject[] = [
  {
    slug: 'note',
    name: 'Note',
    input: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
    steps: [{ type: 'call', config: { id: '$input.text' } }],
  },
  { slug: 'whose', name: 'Whose', steps: [{ type: 'call', config: { id: '$input' } }] },
  { slug: 'wipe', name: 'Wipe', confirm: true, steps: [{ type: 'call', config: { id: 'wiped' } }] },
  { slug: 'asleep', name: 'Asleep', active: false, steps: [{ type: 'call', config: {} }] },
  { slug: 'slow', name: 'Slow', steps: [{ type: 'hang', config: {} }] },
];

function start(setup: Partial<DispatcherSetup> = {}, options: InterceptorOptions = {}) {
  const directus = openEmbeddedDirectus({ file: path.join(temporaryFolder(), 'directus.sqlite') });
  const { made, steps } = recordingSteps();
  const runner = createRunner({
    source: sourceOf(...FLOWS),
    ports: { clock: systemClock(), directus },
    catalogue: createCatalogue(builtInSteps, steps),
  });
  const dispatcher = createDispatcher({ runner, context: { user_id: 'host-1' }, ...setup });
  const interceptor = createInterceptor({ slugs: FLOWS.map(({ slug }) => slug as string), ...options });
  let visible = '';
  function feed(events: ReturnType<typeof interceptor.push>): void {
    for (const event of events) {
      dispatcher.handle(event);
      if (event.type === 'text') visible += event.text;
    }
  }
  /** The model's answer, in small pieces; returns what the user sees. */
  const answer = (text: string): string => {
    for (let at = 0; at < text.length; at += 7) feed(interceptor.push(text.slice(at, at + 7)));
    feed(interceptor.end());
    return visible;
  };
  return {
    dispatcher,
    made,
    answer,
    audits: () =>
      directus.readItems('agent_audits', {
        fields: ['slug', 'status', 'error_code', 'source', 'input', 'user_id'],
        sort: ['started_at', 'run_id'],
      }),
  };
}

const codes = (reports: RunReport[]) => reports.map((report) => (report.success ? 'success' : report.code));

describe('the tags of one answer', () => {
  it('run in order, one after the other', async () => {
    const events: RunEvent[] = [];
    const seen: RunReport[] = [];
    const { dispatcher, answer, made, audits } = start({
      onEvent: (event) => events.push(event),
      onReport: (report) => seen.push(report),
    });
    const visible = answer(
      'First.\n[ACTION:note:{"text":"a"}]\nThen [ACTION:note:{"text":"b"}] and\n[ACTION:whose:{}]\n',
    );
    expect(visible).not.toContain('ACTION');
    expect(made).toEqual([]);
    const reports = await dispatcher.idle();
    expect(codes(reports)).toEqual(['success', 'success', 'success']);
    expect(made).toEqual([{ id: 'a' }, { id: 'b' }, { id: {} }]);
    expect(seen).toEqual(reports);
    const outline = events.filter(({ event }) => event.startsWith('flow')).map(({ event, slug }) => `${event} ${slug}`);
    expect(outline).toEqual([
      'flow-start note',
      'flow-end note',
      'flow-start note',
      'flow-end note',
      'flow-start whose',
      'flow-end whose',
    ]);
    expect(await audits()).toMatchObject([
      { slug: 'note', status: 'success', source: 'tag', user_id: 'host-1' },
      { slug: 'note', status: 'success' },
      { slug: 'whose', status: 'success' },
    ]);
  });

  it('cannot say who the user is', async () => {
    const { dispatcher, answer, made } = start();
    answer('[ACTION:whose:{"user_id":"someone-else","a":1}]');
    await dispatcher.idle();
    expect(made).toEqual([{ id: { a: 1 } }]);
  });

  it('go on after one that failed, and each failure is audited', async () => {
    const { dispatcher, answer, made, audits } = start();
    answer(
      ['note:{"text":5}', 'asleep:{}', 'nose:{}', 'wipe:{}', 'note:{"text":"last"}']
        .map((tag) => `[ACTION:${tag}]\n`)
        .join(''),
    );
    expect(codes(await dispatcher.idle())).toEqual([
      'INPUT_INVALID',
      'FLOW_INACTIVE',
      'FLOW_NOT_FOUND',
      'CONFIRMATION_REQUIRED',
      'success',
    ]);
    expect(made).toEqual([{ id: 'last' }]);
    const rows = await audits();
    expect(rows.map(({ status }) => status)).toEqual(['error', 'error', 'miss', 'error', 'success']);
  });

  it('run only the flows of the allow-list, and the nearest of them is named', async () => {
    const { dispatcher, answer, made, audits } = start({ slugs: ['whose'] }, { slugs: ['whose'] });
    answer('[ACTION:note:{"text":"a"}] [ACTION:whoes:{}] [ACTION:whose:{"a":1}]');
    expect(await dispatcher.idle()).toMatchObject([
      { code: 'FLOW_NOT_FOUND', error: 'There is no flow "note"' },
      { code: 'FLOW_NOT_FOUND', error: 'There is no flow "whoes"; did you mean "whose"?' },
      { success: true },
    ]);
    expect(made).toEqual([{ id: { a: 1 } }]);
    expect(await audits()).toMatchObject([
      { slug: 'note', status: 'miss' },
      { slug: 'whoes', status: 'miss' },
      { slug: 'whose' },
    ]);
  });

  it('that are malformed are audited eight times and no more', async () => {
    const { dispatcher, answer, audits } = start();
    answer('[ACTION:note:{"a":undefined}] '.repeat(20));
    expect(codes(await dispatcher.idle())).toEqual(Array.from({ length: 8 }, () => 'MALFORMED_TAG'));
    expect(await audits()).toHaveLength(8);
  });

  it('are not run twice, and not when they are quoted', async () => {
    const { dispatcher, answer, made } = start();
    answer('[ACTION:note:{"text":"a"}] [ACTION:note:{"text":"a"}] `[ACTION:note:{"text":"b"}]`');
    expect(codes(await dispatcher.idle())).toEqual(['success']);
    expect(made).toEqual([{ id: 'a' }]);
  });

  it('wait for a yes where the flow asks for one', async () => {
    const asked: string[] = [];
    const { dispatcher, answer, made } = start({
      confirm: async ({ slug }) => {
        asked.push(slug);
        return true;
      },
    });
    answer('[ACTION:wipe:{}]');
    expect(codes(await dispatcher.idle())).toEqual(['success']);
    expect([asked, made]).toEqual([['wipe'], [{ id: 'wiped' }]]);
  });
});

describe('a malformed tag', () => {
  it('is audited with what the model wrote, and its message says nothing of that', async () => {
    const { dispatcher, answer, audits } = start();
    const visible = answer(`Wait.\n[ACTION:note:{"text": <secret-thing> ${'x'.repeat(5_000)}}]\nDone.`);
    const [report] = await dispatcher.idle();
    expect(report).toMatchObject({
      success: false,
      code: 'MALFORMED_TAG',
      error: 'The action "note" could not be started: its parameters are not JSON',
    });
    expect(visible + JSON.stringify(report!.success ? '' : report!.error)).not.toContain('secret-thing');
    const [row] = await audits();
    expect(row).toMatchObject({ slug: 'note', status: 'error', error_code: 'MALFORMED_TAG', source: 'tag' });
    const { raw } = row!.input as { raw: string };
    expect(raw.startsWith('[ACTION:note:{"text": <secret-thing>')).toBe(true);
    expect(raw.length).toBeLessThan(2_100);
  });

  it('at the end of an answer that was cut never runs', async () => {
    const { dispatcher, answer, made } = start();
    answer('[ACTION:note:{"text":"a"');
    expect(await dispatcher.idle()).toMatchObject([
      { code: 'MALFORMED_TAG', error: expect.stringContaining('answer ended') },
    ]);
    expect(made).toEqual([]);
  });

  it('causes nothing when it was left in the text', async () => {
    const { dispatcher, answer, audits } = start({}, { onMalformed: 'text' });
    expect(answer('[ACTION:note:{oops: }]')).toContain('oops');
    expect(await dispatcher.idle()).toEqual([]);
    expect(await audits()).toEqual([]);
  });
});

describe('a dispatcher', () => {
  it('cancels what runs and what waits when it is closed', async () => {
    const { dispatcher, answer, made } = start();
    answer('[ACTION:slow:{}][ACTION:note:{"text":"a"}]');
    while (made.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const reports = await dispatcher.close();
    expect(codes(reports)).toEqual(['CANCELLED', 'CANCELLED']);
    expect(made).toEqual(['hang']);
    dispatcher.handle({
      type: 'action',
      id: 'x',
      index: 0,
      slug: 'note',
      params: { text: 'late' },
      raw: '',
      span: [0, 0],
      repairs: [],
      known: true,
    });
    expect(await dispatcher.idle()).toHaveLength(2);
  });

  it('cancels everything with the signal of its host', async () => {
    const controller = new AbortController();
    const { dispatcher, answer, made } = start({ signal: controller.signal });
    answer('[ACTION:slow:{}][ACTION:note:{"text":"a"}]');
    while (made.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    expect(codes(await dispatcher.idle())).toEqual(['CANCELLED', 'CANCELLED']);
  });

  it('survives a runner and a subscriber that throw, and says of the first nothing in the chat', async () => {
    const dispatcher = createDispatcher({
      runner: {
        run: async () => Promise.reject(new Error('/home/me/key: no such file')),
        refuse: () => {
          throw new Error('broken');
        },
      },
      onReport: () => {
        throw new Error('subscriber');
      },
    });
    const interceptor = createInterceptor({ slugs: ['note'] });
    for (const event of [...interceptor.push('[ACTION:note:{}][ACTION:note:{"a":}]'), ...interceptor.end()])
      dispatcher.handle(event);
    const reports = await dispatcher.idle();
    expect(codes(reports)).toEqual(['INTERNAL', 'INTERNAL']);
    expect(reports[0]).toMatchObject({
      error: 'The action "note" failed because of an internal error',
      detail: expect.stringContaining('/home/me/key'),
    });
  });

  it('waits in idle for actions that come while it waits', async () => {
    const { dispatcher, answer } = start();
    const idle = dispatcher.idle();
    answer('[ACTION:note:{"text":"a"}]');
    expect(codes(await idle)).toEqual(['success']);
    expect(await dispatcher.idle()).toHaveLength(1);
  });
});
