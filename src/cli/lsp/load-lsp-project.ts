import { resolve } from 'node:path';
import { loadConfig } from '../../config/load-config.ts';
import type { LspProject } from '../../lsp/index.ts';
import { createLinter } from '../lint/create-linter.ts';
import { linterChoices, projectFacts, stepDirectory } from '../lint/open-linter.ts';
import type { Session } from '../session.ts';

/** The project that a folder belongs to; its flows are checked as `lint` checks them. Throws a `UsageError`. */
export async function loadLspProject({ streams, flags }: Session, folder: string): Promise<LspProject> {
  const settings = await loadConfig({
    cwd: folder,
    env: streams.env,
    // A file that was named on the command line is meant from where the command was called.
    flags: flags.config === undefined ? {} : { config: resolve(streams.cwd(), flags.config) },
  });
  const [directory, facts] = await Promise.all([stepDirectory(settings), projectFacts(settings, {}, folder)]);
  const lint = createLinter({ ...linterChoices(settings, {}), catalogue: directory, project: facts });
  return {
    directory,
    facts,
    flowsDirectory: settings.flows.directory,
    check: (text, file) => lint(text, file, file),
  };
}
