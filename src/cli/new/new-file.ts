import type { ProjectSettings } from '../../config/types.ts';
import { UsageError } from '../../errors.ts';
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

/** A slug as a name in code: `post-create` → `postCreate`. */
export function identifierOf(slug: string): string {
  const name = slug.replaceAll(/[-_]+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
  return /^\d/.test(name) ? `_${name}` : name;
}
