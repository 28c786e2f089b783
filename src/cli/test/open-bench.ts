import { resolve } from 'node:path';
import { createBench, type TestBench } from '../../kit/testing/index.ts';
import type { ProjectSettings } from '../../config/types.ts';
import { createLinter } from '../lint/create-linter.ts';
import { linterChoices, projectFacts, stepDirectory } from '../lint/open-linter.ts';
import { openCatalogue } from '../open-project.ts';

/** What all tests of a project share: its step types, its linter, and a sandbox for scripts. */
export async function openBench(
  settings: ProjectSettings,
  cwd: string,
): Promise<{ bench: TestBench; close: () => Promise<void> }> {
  const [catalogue, directory, project] = await Promise.all([
    openCatalogue(settings),
    stepDirectory(settings),
    projectFacts(settings, {}, cwd),
  ]);
  const lint = createLinter({ ...linterChoices(settings, {}), catalogue: directory, project });
  const { identity, limits, secrets } = settings;
  let sandbox: ReturnType<typeof openSandbox> | undefined;
  const bench = createBench({
    catalogue,
    ports: { sandbox: () => (sandbox ??= openSandbox()) },
    config: {
      secrets,
      ...(identity.fields === undefined ? {} : { identityFields: identity.fields }),
      ...(identity.policy === undefined ? {} : { identityPolicy: identity.policy }),
      ...(limits.maxSteps === undefined ? {} : { maxSteps: limits.maxSteps }),
    },
    lint: (text, file) => lint(text, file, resolve(cwd, file)),
  });
  const close = async () => {
    await (await sandbox)?.close();
  };
  return { bench, close };
}

async function openSandbox() {
  const { quickjsSandbox } = await import('../../adapters/quickjs-sandbox/index.ts');
  return quickjsSandbox();
}
