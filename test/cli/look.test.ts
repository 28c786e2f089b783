import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command, folder, jsonCommand } from './command.ts';

const branching = JSON.parse(`{
  "slug": "branching",
  "name": "Branching",
  "description": "Goes one way or another.",
  "input": {
    "type": "object",
    "required": ["url"],
    "properties": { "url": { "type": "string", "description": "Where to." }, "deep": { "type": "boolean" } }
  },
  "steps": [
    { "type": "http", "name": "page", "url": "$input.url" },
    {
      "type": "condition",
      "name": "way",
      "if": "page.ok",
      "then": [{ "type": "log", "name": "said", "message": "ok" }],
      "else": [{ "type": "loop", "name": "each", "items": [1], "steps": [{ "type": "delay", "ms": 1 }] }]
    }
  ]
}`) as object;

describe('list', () => {
  it('lists flows, broken ones with their problem', async () => {
    const cwd = folder({ 'flows/branching.json': branching, 'flows/broken.json': '{' });
    const { status, json } = await jsonCommand(['list'], { cwd });
    expect(status).toBe(0);
    expect(json).toMatchObject({
      from: 'local',
      flows: [
        { slug: 'branching', name: 'Branching', active: true },
        { slug: 'broken', problem: expect.any(String) },
      ],
    });
    const { stdout, stderr } = await command(['list'], { cwd });
    expect(stdout).toMatch(/^branching +Branching +active +Goes one way or another\.$/m);
    expect(stdout).toMatch(/^broken .*broken /m);
    expect(stderr).toContain('2 flows in flows');
  });

  it('says how to start when there are none', async () => {
    const { status, stdout, stderr } = await command(['list'], { cwd: folder({ 'flows/readme.txt': '' }) });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toContain('genie-actions init');
  });
});

describe('show', () => {
  it('tells what a flow takes, does and needs', async () => {
    const { status, stdout } = await command(['show', 'branching'], {
      cwd: folder({ 'flows/branching.json': branching }),
    });
    expect(status).toBe(0);
    expect(stdout.split('\n').slice(1).join('\n')).toMatchInlineSnapshot(`
      "Goes one way or another.

      Parameters
        url*   string
               Where to.
        deep   boolean
        * required

      Steps
        page          http
        way           condition
          then: said  log
          else: each  loop
            -         delay

      Needs  http
      "
    `);
  });

  it('is the document with --json', async () => {
    const { json } = await jsonCommand(['show', 'b.json'], { cwd: folder({ 'b.json': branching }) });
    expect(json).toMatchObject({ flow: branching, needs: ['http'], problems: [] });
  });

  it('suggests the flow that was meant', async () => {
    const { status, json } = await jsonCommand(['show', 'brnaching'], {
      cwd: folder({ 'flows/branching.json': branching }),
    });
    expect(status).toBe(2);
    expect(json['error']).toMatchObject({
      code: 'FLOW_NOT_FOUND',
      message: expect.stringContaining('did you mean "branching"?'),
    });
  });
});

describe('steps', () => {
  it('lists every type', async () => {
    const { json } = await jsonCommand(['steps']);
    const steps = json['steps'] as Array<{ type: string }>;
    expect(steps).toHaveLength(34);
    expect(steps.find(({ type }) => type === 'directus_write')).toEqual({
      type: 'directus_write',
      dialect: 1,
      summary: expect.any(String),
      needs: ['directus'],
      effect: 'writes',
    });
  });

  it('explains one: settings, result, example', async () => {
    const { stdout } = await command(['steps', 'show', 'delay']);
    expect(stdout).toMatchInlineSnapshot(`
      "delay  Wait for a number of milliseconds.

      Needs   clock
      Effect  none
      Limit   2 min

      Settings
        ms*  integer
             How long to wait, in milliseconds.
        * required

      Result
        { waited_ms: integer }

      Example
      {
        "type": "delay",
        "name": "result",
        "ms": 500
      }
      "
    `);
    const { json } = await jsonCommand(['steps', 'show', 'delay']);
    expect(json).toMatchObject({
      type: 'delay',
      settings: { properties: { ms: {} } },
      example: { type: 'delay', ms: 500 },
    });
  });

  it('knows the types of the configuration', async () => {
    const stepModule = new URL('../../src/step.ts', import.meta.url).href;
    const zodModule = import.meta.resolve('zod');
    const cwd = folder({
      'genie-actions.config.ts': `
        import { defineStep } from ${JSON.stringify(stepModule)};
        import { z } from ${JSON.stringify(zodModule)};
        const shout = defineStep({
          type: 'shout', summary: 'Shout.', needs: [], effect: 'none',
          config: z.strictObject({ text: z.string() }), result: z.string(), example: { text: 'hi' },
          run: ({ text }: { text: string }) => text.toUpperCase(), stub: () => 'STUB',
        });
        export default { steps: [shout] };`,
      'loud.json': {
        slug: 'loud',
        name: 'Loud',
        steps: [{ type: 'shout', result_key: 'loud', config: { text: 'hello' } }],
      },
    });
    expect((await jsonCommand(['steps', 'show', 'shout'], { cwd })).json).toMatchObject({
      type: 'shout',
      summary: 'Shout.',
    });
    expect((await jsonCommand(['run', 'loud.json'], { cwd })).json).toMatchObject({ results: { loud: 'HELLO' } });
    expect((await jsonCommand(['schema'], { cwd })).stdout).toContain('shout');
  });
});

describe('schema', () => {
  it('prints the schema of a flow', async () => {
    const { status, stdout } = await command(['schema']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ title: 'Flow', required: ['slug', 'name', 'steps'] });
  });

  it('writes one file per step type', async () => {
    const cwd = folder();
    const { json } = await jsonCommand(['schema', '--out', 'schemas'], { cwd });
    const files = json['files'] as string[];
    expect(files).toHaveLength(36);
    for (const file of files) expect(existsSync(join(cwd, 'schemas', file))).toBe(true);
    expect(JSON.parse(readFileSync(join(cwd, 'schemas/flow.schema.json'), 'utf8'))).toMatchObject({ title: 'Flow' });
  });
});
