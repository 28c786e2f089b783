import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { projectFiles, type ProjectChoices, type ProjectSchemas } from '../init/project-files.ts';
import { writeFiles, type FileFate } from '../init/write-files.ts';
import type { Outcome } from '../outcome.ts';
import { createPalette, type Palette } from '../render/palette.ts';
import type { Session } from '../session.ts';

export interface InitFlags {
  model?: string;
  directusUrl?: string;
  hooks?: boolean;
  force?: boolean;
}

/** A project has one configuration; written code is never replaced by a file of ours. */
const CODE_CONFIGURATIONS = ['genie-actions.config.ts', 'genie-actions.config.js'];
const DEFAULT_MODEL = 'qwen2.5:7b';

/** `init [DIR]`. */
export async function init(session: Session, dir: string, flags: InitFlags): Promise<Outcome> {
  const directory = resolve(session.streams.cwd(), dir);
  const isForced = flags.force === true;
  if (flags.model?.trim() === '')
    throw new UsageError('OPTION_INVALID', '--model: must name a model, such as qwen2.5:7b');
  if (flags.directusUrl !== undefined && !/^https?:$/.test(URL.parse(flags.directusUrl)?.protocol ?? '')) {
    throw new UsageError(
      'OPTION_INVALID',
      `--directus-url ${flags.directusUrl}: must be a URL such as http://localhost:8055`,
    );
  }
  const choices = await choose(session, directory, flags, isForced);
  if (choices === undefined) return { status: EXIT_STATUS.interrupted, json: { cancelled: true }, text: '' };
  const files = projectFiles(choices, await builtInSchemas());
  const isConfigured = CODE_CONFIGURATIONS.some((name) => existsSync(join(directory, name)));
  if (isConfigured) files.delete('genie-actions.config.json');
  const fates = writeFiles(directory, files, isForced);
  return {
    status: EXIT_STATUS.done,
    json: { directory, files: Object.fromEntries(fates) },
    text: fatesText(fates, createPalette(session.hasColor(session.streams.stdout))),
    notes: nextSteps(session, directory),
  };
}

async function choose(
  session: Session,
  directory: string,
  { model = DEFAULT_MODEL, directusUrl, hooks = false }: InitFlags,
  isForced: boolean,
): Promise<ProjectChoices | undefined> {
  const choices: ProjectChoices = {
    model,
    hasHooks: hooks,
    ...(directusUrl === undefined ? {} : { directusUrl }),
  };
  if (!session.isInteractive) return choices;
  const { askChoices } = await import('../init/ask-choices.ts');
  const names = [...projectFiles(choices, { flow: {}, flowTest: {} }).keys()];
  const existing = names.filter((name) => existsSync(join(directory, name)));
  return askChoices({ ...choices, directory, existing, isForced }, session.streams);
}

async function builtInSchemas(): Promise<ProjectSchemas> {
  const [{ createCatalogue }, { builtInSteps }, { flowSchema }, { flowTestSchema }] = await Promise.all([
    import('../../catalogue.ts'),
    import('../../steps/index.ts'),
    import('../../codegen/flow-schema.ts'),
    import('../../codegen/flow-test-schema.ts'),
  ]);
  return { flow: flowSchema(createCatalogue(builtInSteps)), flowTest: flowTestSchema() };
}

function fatesText(fates: ReadonlyMap<string, FileFate>, palette: Palette): string {
  const words: Record<FileFate, string> = {
    written: palette.good('written '),
    replaced: palette.warning('replaced'),
    extended: palette.good('extended'),
    kept: palette.dim('kept    '),
  };
  return [...fates].map(([name, fate]) => `${words[fate]}  ${name}`).join('\n');
}

function nextSteps(session: Session, directory: string): string {
  const { streams } = session;
  const palette = createPalette(session.hasColor(streams.stderr));
  const place = relative(streams.cwd(), directory);
  const lines = [
    ...(place === '' ? [] : [`cd ${place}`]),
    `genie-actions run post-draft --input '{"topic":"spring"}' --stub ollama`,
    'genie-actions lint',
    'genie-actions test',
    'genie-actions doctor',
  ];
  return ['', palette.strong('Next'), ...lines.map((line) => `  ${palette.accent(line)}`)].join('\n');
}
