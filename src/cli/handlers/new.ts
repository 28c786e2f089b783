import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { chooseName } from '../choose-name.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import type { NewFile, NewRequest } from '../new/new-file.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { shortPath } from '../short-path.ts';
import { writeOutput } from '../view/write-output.ts';

export interface NewFlags {
  description?: string;
  step?: string[];
  typescript?: boolean;
  force?: boolean;
}

const KINDS = ['flow', 'step', 'action', 'test'] as const;
export type NewKind = (typeof KINDS)[number];

/** `new KIND NAME`. */
export async function createNew(
  session: Session,
  kind: string | undefined,
  name: string | undefined,
  flags: NewFlags,
): Promise<Outcome> {
  const asked = await complete(session, { kind, name, description: flags.description });
  if (asked === undefined) return { status: EXIT_STATUS.interrupted, json: { cancelled: true }, text: '' };
  const settings = await session.loadSettings();
  const { path, text, next } = await make(asked.kind, session, { ...asked, settings, flags });
  const file = resolve(settings.root, path);
  const shown = shortPath(session.streams.cwd(), file);
  if (existsSync(file) && flags.force !== true) {
    throw new UsageError('OUTPUT_EXISTS', `${shown} is there already`, {
      detail: 'Choose another name, or replace it with --force.',
    });
  }
  writeOutput(file, text);
  return { status: EXIT_STATUS.done, json: { version: 1, kind: asked.kind, file }, text: shown, notes: next };
}

async function make(kind: NewKind, session: Session, request: NewRequest): Promise<NewFile> {
  if (kind === 'flow') return await (await import('../new/new-flow.ts')).newFlow(request);
  if (kind === 'test') return await (await import('../new/new-test.ts')).newTest(session, request);
  const { newAction, newStep } = await import('../new/new-code.ts');
  return kind === 'step' ? newStep(request) : newAction(request);
}

interface Asked {
  kind: NewKind;
  name: string;
  description: string | undefined;
}

/** What the command line left open, asked in a terminal. `undefined`: the person gave up. */
async function complete(
  session: Session,
  { kind, name, description }: { kind: string | undefined; name: string | undefined; description: string | undefined },
): Promise<Asked | undefined> {
  const known = kind === undefined ? undefined : chooseName('<kind>', kind, KINDS);
  if (known !== undefined && name !== undefined) return { kind: known, name, description };
  if (!session.isInteractive) {
    throw new UsageError('ARGUMENT_MISSING', `Say what to make${known === undefined ? '' : ' and how it is called'}`, {
      detail: 'Such as: genie-actions new flow summarize',
    });
  }
  return await (await import('../new/ask.ts')).askForNew({ kind: known, name, description }, session.streams);
}
