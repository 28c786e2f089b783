import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/json.ts';
import { command, folder, jsonCommand } from '../../cli/command.ts';
import { editorWith, type Editor } from '../../codegen/editor.ts';

const INDEX = new URL('../../../src/index.ts', import.meta.url).href;

/** A configuration as somebody writes it who has used one of these libraries for years. */
const LIBRARIES = {
  'zod 3': `
    import { z } from '${import.meta.resolve('zod3')}';
    const config = z.object({
      to: z.string().email().describe('Who gets it.'),
      urgency: z.enum(['low', 'high']).default('low').describe('How much it hurries.'),
      copies: z.array(z.string()).optional(),
    });
    const result = z.object({ id: z.string(), urgency: z.string() });`,
  Valibot: `
    import * as v from '${import.meta.resolve('valibot')}';
    const config = v.object({
      to: v.pipe(v.string(), v.email(), v.description('Who gets it.')),
      urgency: v.pipe(v.optional(v.picklist(['low', 'high']), 'low'), v.description('How much it hurries.')),
      copies: v.optional(v.array(v.string())),
    });
    const result = v.object({ id: v.string(), urgency: v.string() });`,
  'zod 4': `
    import { z } from '${import.meta.resolve('zod')}';
    const config = z.object({
      to: z.email().describe('Who gets it.'),
      urgency: z.enum(['low', 'high']).default('low').describe('How much it hurries.'),
      copies: z.array(z.string()).optional(),
    });
    const result = z.object({ id: z.string(), urgency: z.string() });`,
};

const configuration = (schemas: string) => `
  import { defineStep } from '${INDEX}';
  ${schemas}
  const sendMail = defineStep({
    type: 'send-mail',
    summary: 'Send a mail.',
    needs: [],
    effect: 'write',
    config,
    result,
    example: { to: 'ada@example.com' },
    run: ({ to, urgency }) => ({ id: 'mail for ' + to, urgency }),
    stub: ({ urgency }) => ({ id: 'no mail', urgency }),
  });
  export default { steps: [sendMail] };
`;

const flowOf = (config: object, output: unknown = '$mail.id') => ({
  $schema: './flow.schema.json',
  slug: 'mail',
  name: 'Mail',
  description: 'Sends a mail.',
  input: { type: 'object', required: ['to'], properties: { to: { type: 'string' } } },
  steps: [{ type: 'send-mail', result_key: 'mail', config }],
  output,
});

describe.each(Object.entries(LIBRARIES))("a project's own step type with a schema of %s", (_, schemas) => {
  const project = (config: object, output?: unknown) =>
    folder({ 'genie-actions.config.ts': configuration(schemas), 'flows/mail.json': flowOf(config, output) });

  it('runs, with its settings checked and filled in', async () => {
    const cwd = project({ to: '$input.to' });
    const { status, stdout } = await command(['run', 'mail', '--input', '{"to":"ada@example.com"}'], { cwd });
    expect([status, stdout]).toEqual([0, '"mail for ada@example.com"\n']);
    const { status: failed, json } = await jsonCommand(['run', 'mail', '--input', '{"to":"nobody"}'], { cwd });
    expect([failed, json['code']]).toEqual([1, 'CONFIG_INVALID']);
    expect(json['error']).toMatch(/^Step 1 \(send-mail\) failed: to: /);
  });

  it('is dry-run by its stub', async () => {
    const { json } = await jsonCommand(['run', 'mail', '--dry-run', '--input', '{"to":"ada@example.com"}'], {
      cwd: project({ to: '$input.to' }),
    });
    expect(json).toMatchObject({ success: true, output: 'no mail', dry_run: true });
  });

  it.each<[string, object, unknown, RegExp]>([
    ['a setting that is unknown', { to: '$input.to', urgncy: 'low' }, undefined, /"urgncy".*did you mean "urgency"/s],
    ['a setting that is missing', {}, undefined, /"to"/],
    ['a setting of another type', { to: '$input.to', copies: 'me' }, undefined, /"copies"/],
    ['a value that is not allowed', { to: '$input.to', urgency: 'medium' }, undefined, /must be one of low, high/],
    ['a field that the result does not have', { to: '$input.to' }, '$mail.idd', /"idd"/],
  ])('is linted: %s', async (_name, config, output, message) => {
    const { status, stdout, stderr } = await command(['lint'], { cwd: project(config, output) });
    expect(stdout + stderr).toMatch(message);
    expect(status).toBe(1);
  });

  it('is linted without a word when it is right', async () => {
    const cwd = project({ to: '$input.to', urgency: 'high', copies: ['$input.to'] });
    const { status, json } = await jsonCommand(['lint'], { cwd });
    expect(json).toMatchObject({ diagnostics: [] });
    expect(status).toBe(0);
  });

  it('is documented', async () => {
    const cwd = project({ to: '$input.to' });
    const { stdout } = await command(['steps', 'show', 'send-mail'], { cwd });
    expect(stdout).toContain('Send a mail.');
    expect(stdout).toMatch(/to\* +string\s+Who gets it\./);
    expect(stdout).toMatch(/urgency[\s\S]*How much it hurries\./);
    const { json } = await jsonCommand(['steps', 'show', 'send-mail'], { cwd });
    expect(json).toMatchObject({ type: 'send-mail', result: { properties: { id: { type: 'string' } } } });
    expect((await command(['steps'], { cwd })).stdout).toContain('send-mail');
  });

  describe('in an editor', () => {
    let editor: Editor;
    const open = (config: string) =>
      `{"slug": "mail", "name": "Mail", "steps": [{"type": "send-mail", "config": ${config}}]}`;

    beforeAll(async () => {
      const cwd = project({ to: '$input.to' });
      await command(['schema', '--out', 'schemas'], { cwd });
      editor = editorWith(JSON.parse(readFileSync(join(cwd, 'schemas/flow.schema.json'), 'utf8')) as JsonObject);
    });

    it('is offered, with its settings and their values', async () => {
      const types = await editor.completions('{"slug": "a", "name": "A", "steps": [{"type": "|"}]}');
      expect(types.map(({ label }) => label)).toContain('"send-mail"');
      const names = await editor.completions(open('{"|"}'));
      expect(names.map(({ label }) => label)).toEqual(expect.arrayContaining(['to', 'urgency', 'copies']));
      const values = await editor.completions(open('{"to": "$input.to", "urgency": |}'));
      expect(values.map(({ label }) => label)).toEqual(expect.arrayContaining(['"low"', '"high"']));
      await expect(editor.hover(open('{"t|o": "ada@example.com"}'))).resolves.toContain('Who gets it');
    });

    it('is checked', async () => {
      await expect(editor.problems(open('{"to": "$input.to"}'))).resolves.toEqual([]);
      await expect(editor.problems(open('{"to": "$input.to", "urgncy": "low"}'))).resolves.toEqual([
        'Property urgncy is not allowed.',
      ]);
      expect(await editor.problems(open('{}'))).toHaveLength(1);
    });
  });
});

it('says with the name of the step type which schema comes out empty', async () => {
  const schemas = `
    import { z } from '${import.meta.resolve('zod3')}';
    const config = z.object({}).passthrough();
    const result = z.string().transform(Number);`;
  const cwd = folder({ 'genie-actions.config.ts': configuration(schemas), 'flows/mail.json': flowOf({}) });
  const { status, stderr } = await command(['steps', 'show', 'send-mail'], { cwd });
  expect(stderr).toContain('Step type "send-mail": The output of the schema says nothing in JSON Schema');
  expect(status).toBe(1);
});
