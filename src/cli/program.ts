import { styleText } from 'node:util';
import { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { declareAudits } from './commands/audits.ts';
import { declareBuild } from './commands/build.ts';
import { declareCompletion } from './commands/completion.ts';
import { declareCredentials } from './commands/credentials.ts';
import { declareDiff } from './commands/diff.ts';
import { declareDirectus } from './commands/directus.ts';
import { declareDocs } from './commands/docs.ts';
import { declareDoctor } from './commands/doctor.ts';
import { declareEject } from './commands/eject.ts';
import { declareExplain } from './commands/explain.ts';
import { declareHistory } from './commands/history.ts';
import { declareGraph } from './commands/graph.ts';
import { declareInit } from './commands/init.ts';
import { declareInspect } from './commands/inspect.ts';
import { declareIntercept } from './commands/intercept.ts';
import { declareJobs } from './commands/jobs.ts';
import { declareLint } from './commands/lint.ts';
import { declareList } from './commands/list.ts';
import { declareLsp } from './commands/lsp.ts';
import { declareNew } from './commands/new.ts';
import { declarePrompt } from './commands/prompt.ts';
import { declarePull } from './commands/pull.ts';
import { declarePush } from './commands/push.ts';
import { declareResume } from './commands/resume.ts';
import { declareRollback } from './commands/rollback.ts';
import { declareRun } from './commands/run.ts';
import { declareRuns } from './commands/runs.ts';
import { declareSchema } from './commands/schema.ts';
import { declareShow } from './commands/show.ts';
import { declareStatus } from './commands/status.ts';
import { declareSteps } from './commands/steps.ts';
import { declareTest } from './commands/test.ts';
import { declareWorker } from './commands/worker.ts';
import { examples } from './examples.ts';
import type { Outcome } from './outcome.ts';
import { packageVersion } from './package-version.ts';
import { createSession, isColorWanted, type CommonFlags, type Session } from './session.ts';
import type { Streams } from './streams.ts';

/** Calls a command's handler with a session and keeps what it ends with. */
export type Perform = (handler: (session: Session) => Promise<Outcome>) => Promise<void>;

const COMMANDS = [
  declareRun,
  declareResume,
  declareRuns,
  declareWorker,
  declareJobs,
  declareList,
  declareShow,
  declareInspect,
  declareGraph,
  declareDocs,
  declareSteps,
  declareLint,
  declareTest,
  declareExplain,
  declareBuild,
  declareEject,
  declareLsp,
  declareIntercept,
  declarePrompt,
  declareInit,
  declareNew,
  declareDoctor,
  declareStatus,
  declareDiff,
  declarePull,
  declarePush,
  declareHistory,
  declareRollback,
  declareDirectus,
  declareSchema,
  declareAudits,
  declareCredentials,
  declareCompletion,
];

/**
 * The command line as commander sees it. Nothing heavy is loaded here: each command imports its handler when it is called.
 * What commander prints goes to `printed`; errors are thrown.
 */
export function createProgram(
  streams: Streams,
  finish: (outcome: Outcome) => void,
  printed: string[],
  isColorAllowed: boolean,
): Command {
  const program = new Command('genie-actions')
    .description('Run declarative flows for small local language models.')
    .version(packageVersion(), '--version', 'print the version')
    .helpOption('-h, --help', 'explain a command')
    .helpCommand(false)
    .usage('<command> [options]')
    .option('--json', 'print exactly one JSON object, whatever happens')
    .option('--events <file>', 'write the events of a run to a file as JSON lines ("-": standard output)')
    .option('--quiet', 'say nothing on standard error but errors')
    .option('--no-color', 'no colors (also NO_COLOR; FORCE_COLOR for the opposite)')
    .option('--config <file>', 'use this configuration file')
    .option('--state-dir <dir>', 'keep runs, the embedded store and caches here')
    .option('--yes', 'answer every question with yes')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => printed.push(text),
      writeErr: (text) => printed.push(text),
      outputError: () => {},
    })
    .exitOverride();
  styleHelp(program, isColorWanted(streams.stdout, streams.env, isColorAllowed), streams);

  const perform: Perform = async (handler) => {
    const flags = program.opts<CommonFlags>();
    if (flags.json && flags.events === '-') {
      throw new UsageError('OPTIONS_CONFLICT', '"--events -" and "--json" both want standard output', {
        detail: 'Name a file: --events events.jsonl',
      });
    }
    finish(await handler(createSession(streams, flags)));
  };
  for (const declare of COMMANDS) declare(program, perform);
  examples(program, [
    ['init my-project', 'start a project'],
    ['list', 'see the flows'],
    [
      `run post-create --input '{"platform":"onlyfans","topic":"Rain"}' --dry-run`,
      'try one with nothing but this machine',
    ],
    ['doctor', 'see what is configured and reachable'],
  ]);
  return program;
}

function styleHelp(program: Command, isColored: boolean, { stdout }: Streams): void {
  const style = (format: 'bold' | 'cyan') => (text: string) =>
    isColored ? styleText(format, text, { validateStream: false }) : text;
  program.configureHelp({
    ...program.configureHelp(),
    // Those of a command in between, such as `runs --limit`, are not taken by the commands below it.
    visibleGlobalOptions: (command) => (command === program ? [] : [...program.options]),
    styleTitle: style('bold'),
    styleCommandText: style('bold'),
    styleSubcommandTerm: style('cyan'),
    styleOptionTerm: style('cyan'),
    styleArgumentTerm: style('cyan'),
  });
  program.configureOutput({
    getOutHasColors: () => isColored,
    getErrHasColors: () => isColored,
    getOutHelpWidth: () => Math.min(stdout.columns ?? 100, 110),
    getErrHelpWidth: () => Math.min(stdout.columns ?? 100, 110),
  });
}
