import type { ProjectSettings } from '../../config/types.ts';
import { UsageError } from '../../errors.ts';
import { builtInSteps } from '../../steps/index.ts';
import type { NewFlags } from '../handlers/new.ts';

export interface NewRequest {
  name: string;
  description: string | undefined;
  settings: ProjectSettings;
  flags: NewFlags;
}

/** A file to be written, and what the person does next. */
export interface NewFile {
  /** Relative to the project's folder, or absolute. */
  path: string;
  text: string;
  next: string;
}

/** Throws `NAME_INVALID` for a name that does not fit. */
export function checkName(name: string, pattern: RegExp, example: string): void {
  if (pattern.test(name)) return;
  throw new UsageError('NAME_INVALID', `"${name}" cannot be its name`, { detail: `Write it like ${example}.` });
}

/** A slug as a name for people: `post-create` → `Post create`. */
export function titleOf(slug: string): string {
  const words = slug.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A slug as a name in code: `post-create` → `postCreate`, and `_class` for what the language or the new file uses itself. */
export function identifierOf(slug: string): string {
  const name = slug.replaceAll(/[-_]+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase()).replaceAll('-', '');
  return /^\d/.test(name) || TAKEN.has(name) ? `_${name}` : name;
}

const TAKEN: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false ' +
    'finally for function if implements import in instanceof interface let new null package private protected public return ' +
    'static super switch this throw true try typeof undefined var void while with yield defineAction defineStep z'
  ).split(' '),
);

/** Throws `NAME_TAKEN` for the name of a step type that comes with the package. */
export function refuseBuiltIn(name: string): void {
  if (!builtInSteps.some(({ type }) => type === name)) return;
  throw new UsageError('NAME_TAKEN', `"${name}" is a step type already`, {
    detail: `See it with: genie-actions steps show ${name}`,
  });
}
