import { existsSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkFlow } from '../../check/index.ts';
import { UsageError } from '../../errors.ts';
import { builtInFacts } from '../../facts/index.ts';
import { serveLanguage, type LspProject } from '../../lsp/index.ts';
import { listenForSignals } from '../interruption.ts';
import { loadLspProject } from '../lsp/load-lsp-project.ts';
import { reserveOutput } from '../lsp/reserve-output.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';

/** `lsp`. Ends when the client says so or is gone. */
export async function lsp(session: Session): Promise<Outcome> {
  const { streams, flags } = session;
  if (flags.json === true || flags.events === '-') {
    throw new UsageError(
      'OPTIONS_CONFLICT',
      'The protocol has standard output for itself: leave out --json and --events -',
    );
  }
  const packageFile = findPackageJSON(import.meta.url)!;
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  const output = reserveOutput(streams);
  const server = serveLanguage({
    input: streams.stdin,
    output: output.stream,
    version,
    loadProject: (folder) => loadLspProject(session, folder),
    fallback: fallbackProject(streams.cwd()),
    ruleUri: ruleUris(dirname(packageFile)),
  });
  const interruption = listenForSignals(streams, () => server.stop());
  try {
    const status = await server.ended;
    return { status: interruption.status ?? status, json: {}, text: '' };
  } finally {
    interruption.close();
    output.release();
    streams.stdin.destroy();
  }
}

/** The built-in step types and the recommended rules. */
function fallbackProject(cwd: string): LspProject {
  const directory = builtInFacts();
  const check: LspProject['check'] = (text, file) => checkFlow(text, { catalogue: directory, file });
  return { directory, facts: {}, check, flowsDirectory: resolve(cwd, 'flows') };
}

/** The page with the rules that came with the package. */
function ruleUris(packageFolder: string): (rule: string) => string | undefined {
  const page = join(packageFolder, 'docs', 'rules.md');
  if (!existsSync(page)) return () => undefined;
  const { href } = pathToFileURL(page);
  return (rule) => `${href}#${rule.replace('/', '')}`;
}
