import { loadConfig } from '../../config/load-config.ts';
import { checkFlow, chooseRules } from '../../check/index.ts';
import type { LspProject } from '../../lsp/index.ts';
import { builtInFacts } from '../../facts/index.ts';
import { openCatalogue } from '../open-project.ts';
import type { Session } from '../session.ts';

/** The project that a folder belongs to, as `lint` would see it. Throws a `UsageError`. */
export async function loadLspProject({ streams, flags }: Session, folder: string): Promise<LspProject> {
  const { config } = flags;
  const settings = await loadConfig({ cwd: folder, env: streams.env, flags: config === undefined ? {} : { config } });
  const catalogue = settings.steps.length === 0 ? builtInFacts() : await openCatalogue(settings);
  void catalogue;
  void checkFlow;
  void chooseRules;
  throw new Error('draft');
}
