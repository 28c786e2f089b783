import { EXAMPLE_TEST } from './example-test.ts';

/** What a person chose for a new project. */
export interface ProjectChoices {
  model: string;
  directusUrl?: string;
  /** With a hook of git that checks what is about to be committed. */
  hasHooks?: boolean;
}

/** For editors: of flows, and of their tests. */
export interface ProjectSchemas {
  flow: unknown;
  flowTest: unknown;
}

/** The files of a new project: texts by path, relative to it. */
export function projectFiles(
  { model, directusUrl, hasHooks = false }: ProjectChoices,
  schemas: ProjectSchemas,
): Map<string, string> {
  return new Map([
    [
      'genie-actions.config.json',
      json({ ollama: { model }, ...(directusUrl === undefined ? {} : { directus: { url: directusUrl } }) }),
    ],
    ['flows/post-draft.json', json(exampleFlow(model))],
    ['flows/post-draft.test.yaml', EXAMPLE_TEST],
    ['.genie-actions/flow.schema.json', json(schemas.flow)],
    ['.genie-actions/flow-test.schema.json', json(schemas.flowTest)],
    ['.vscode/settings.json', json(EDITOR_SETTINGS)],
    ['.vscode/tasks.json', json(CHECK_TASK)],
    ['.env.example', ENVIRONMENT],
    ['.gitignore', IGNORED],
    ...(hasHooks ? ([['.githooks/pre-commit', PRE_COMMIT]] as const) : []),
  ]);
}

/** In YAML, a comment at the head of the file names its schema. */
const EDITOR_SETTINGS = {
  'json.schemas': [
    { fileMatch: ['flows/*.json', '!flows/*.test.json'], url: './.genie-actions/flow.schema.json' },
    { fileMatch: ['flows/*.test.json'], url: './.genie-actions/flow-test.schema.json' },
  ],
};

/** What a project keeps out of git; added to a `.gitignore` that is there. */
export const IGNORED = '.genie-actions/state/\n.env\n';

/** Turned on by `git config core.hooksPath .githooks`. */
const PRE_COMMIT = `#!/bin/sh
exec npx genie-actions lint --staged
`;

/** Findings become problems of the editor: one line each, as `--format agent` prints them. */
const CHECK_TASK = {
  version: '2.0.0',
  tasks: [
    {
      label: 'Check flows',
      type: 'shell',
      command: 'npx genie-actions lint --format agent',
      group: 'test',
      presentation: { reveal: 'never' },
      problemMatcher: {
        owner: 'genie-actions',
        fileLocation: ['relative', '${workspaceFolder}'],
        pattern: {
          regexp: '^(.+):(\\d+):(\\d+) (error|warning|info)\\[([^\\]]+)\\](?: at \\S+)?: (.+)$',
          file: 1,
          line: 2,
          column: 3,
          severity: 4,
          code: 5,
          message: 6,
        },
      },
    },
  ],
};

const ENVIRONMENT = `# Copy this file to .env and fill in what you use.
# OLLAMA_HOST=http://127.0.0.1:11434
# OLLAMA_MODEL=
# DIRECTUS_URL=http://localhost:8055
# DIRECTUS_TOKEN=
# REDIS_URL=redis://localhost:6379
# CHROME_PATH=
`;

function exampleFlow(model: string) {
  return {
    $schema: '../.genie-actions/flow.schema.json',
    slug: 'post-draft',
    name: 'Draft a post',
    description: 'Writes a caption about a topic and stores it as a scheduled post.',
    input: {
      type: 'object',
      required: ['topic'],
      properties: {
        topic: { type: 'string', minLength: 1, description: 'What the post is about.' },
        platform: { type: 'string', default: 'instagram', description: 'Where it will be posted.' },
      },
    },
    steps: [
      {
        type: 'ollama_generate',
        result_key: 'caption',
        config: { model, prompt: 'Write one short caption for a post on $input.platform about: $input.topic' },
      },
      {
        type: 'directus_write',
        result_key: 'post',
        config: {
          collection: 'scheduled_posts',
          item: { platform: '$input.platform', caption: '$caption.response', status: 'pending' },
        },
      },
    ],
    output: { post_id: '$post.id', caption: '$caption.response' },
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
