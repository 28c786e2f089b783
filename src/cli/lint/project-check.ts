import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createProjectCheck } from '../../check/check-project.ts';
import type { CheckedFlow, Diagnostic } from '../../check/index.ts';
import type { ProjectSettings } from '../../config/types.ts';
import { UsageError } from '../../errors.ts';
import { shortPath } from '../short-path.ts';
import type { Linter } from './create-linter.ts';
import { findSources } from './find-sources.ts';
import type { LintFlags } from './lint-flags.ts';

export interface ProjectCheckSetup {
  settings: ProjectSettings;
  flags: LintFlags;
  lint: Linter;
  cwd: string;
}

/** What is said of flows together: slugs that are taken twice, and what a prompt says of them. Throws `PROMPT_UNREADABLE`. */
export function openProjectCheck({ settings, flags, lint, cwd }: ProjectCheckSetup) {
  const prompt = flags.prompt === undefined ? undefined : readPromptFile(resolve(cwd, flags.prompt), cwd);
  const check = createProjectCheck({ rules: lint.rules, ...(prompt === undefined ? {} : { prompt }) });
  return {
    add: (file: string, checked: CheckedFlow) => check.add(file, checked),
    /** The findings in the files that were asked for, and in the prompt. */
    finish(files: readonly string[]): Diagnostic[] {
      const asked = new Set(files);
      // A prompt offers flows of the whole project, however few of them are checked.
      const others = prompt === undefined ? [] : findSources([settings.flows.directory], cwd).sources;
      for (const source of others) {
        if (!asked.has(source.file)) check.add(source.file, lint(source.read(), source.file, source.path));
      }
      return check.finish().filter(({ file }) => asked.has(file) || file === prompt?.file);
    },
  };
}

function readPromptFile(file: string, cwd: string): { file: string; text: string } {
  try {
    return { file: shortPath(cwd, file), text: readFileSync(file, 'utf8') };
  } catch (cause) {
    throw new UsageError('PROMPT_UNREADABLE', `The prompt ${file} cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
}
