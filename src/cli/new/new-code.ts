import { checkName, identifierOf, refuseBuiltIn, titleOf, type NewFile, type NewRequest } from './new-file.ts';

/** A step type of the project's own. */
export function newStep({ name, description }: NewRequest): NewFile {
  checkName(name, /^[a-z][a-z0-9_-]{0,63}$/, 'send_mail: small letters, digits and "_"');
  refuseBuiltIn(name);
  const identifier = identifierOf(name);
  const text = `import { defineStep } from 'genie-actions';
import { z } from 'zod';

export const ${identifier} = defineStep({
  type: ${JSON.stringify(name)},
  summary: ${JSON.stringify(description ?? 'Say in one sentence what it does.')},
  // What it asks of the world: directus, model, browser, queue, http, clock, …
  needs: [],
  // 'none', 'read' or 'write': a run that was interrupted repeats all but writes.
  effect: 'none',
  config: z.strictObject({
    text: z.string().describe('What it works on.'),
  }),
  result: z.strictObject({ length: z.int() }),
  example: { text: 'Hello' },
  async run({ text }) {
    return { length: text.length };
  },
  // What a dry run answers.
  stub: ({ text }) => ({ length: text.length }),
});
`;
  return {
    path: `steps/${name}.ts`,
    text,
    next: registered('steps', `./steps/${name}.ts`, identifier, `steps show ${name}`),
  };
}

/** An action: a piece of behaviour with a contract, which runs like a flow. */
export function newAction({ name, description }: NewRequest): NewFile {
  checkName(name, /^[a-z0-9][a-z0-9-]{0,63}$/, 'refund-order: small letters, digits and "-"');
  refuseBuiltIn(name);
  const identifier = identifierOf(name);
  const text = `import { defineAction } from 'genie-actions';
import { z } from 'zod';

export const ${identifier} = defineAction({
  name: ${JSON.stringify(name)},
  description: ${JSON.stringify(description ?? `${titleOf(name)}: say here when a model should pick it.`)},
  input: z.object({
    text: z.string().min(1).describe('What it works on.'),
  }),
  output: z.object({ length: z.number() }),
  // 'none': all that it does to the world goes through the harness.
  effect: 'none',
  async run({ input, log }) {
    log.info('Counting', { text: input.text });
    return { length: input.text.length };
  },
});
`;
  return {
    path: `actions/${name}.ts`,
    text,
    next: registered('actions', `./actions/${name}.ts`, identifier, `run ${name} --input '{"text":"Hello"}'`),
  };
}

/** Code is found through the configuration alone. */
function registered(list: 'steps' | 'actions', module: string, identifier: string, command: string): string {
  return `
Next
  npm install genie-actions zod   # in this project, if it has none
  Add it to genie-actions.config.ts:

    import { defineConfig } from 'genie-actions';
    import { ${identifier} } from '${module}';
    export default defineConfig({ ${list}: [${identifier}] });

  genie-actions ${command}`;
}
