import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { flowModulesIn } from '../typescript/flow-module-names.ts';
import { isTestFile } from './find-test-files.ts';
import type { TestedFlow } from './tested-flow.ts';

/** The flows of a folder that no test is about. What cannot be read is no flow here: whoever runs it is told. */
export async function untestedFlows(
  tested: ReadonlyArray<{ flow: TestedFlow; tester: { slug: string } }>,
  directory: string,
): Promise<TestedFlow[]> {
  const files = new Set(tested.map(({ flow }) => flow.file));
  const slugs = new Set(tested.map(({ tester }) => tester.slug));
  const documents = documentsIn(directory).filter((file) => !files.has(file));
  const flows = [...(await modulesOf(directory)), ...(await Promise.all(documents.map(readDocument)))];
  return flows.filter(({ text }) => {
    const slug = slugOf(text);
    // A document that was built of a tested module has the slug of that module.
    const isNew = slug !== undefined && !slugs.has(slug);
    if (isNew) slugs.add(slug);
    return isNew;
  });
}

async function modulesOf(directory: string): Promise<TestedFlow[]> {
  const files = flowModulesIn(directory);
  if (files.length === 0) return [];
  const { loadFlowModule } = await import('../typescript/load-flow-module.ts');
  const modules = await Promise.all(files.map((file) => loadFlowModule(file).catch(() => [])));
  return modules.flat().map((module) => ({ file: module.file, text: module.text, module }));
}

async function readDocument(file: string): Promise<TestedFlow> {
  return { file, text: await readFile(file, 'utf8').catch(() => '') };
}

function documentsIn(directory: string): string[] {
  try {
    const names = readdirSync(directory).filter((name) => /^[^.].*\.json$/.test(name) && !isTestFile(name));
    return names.toSorted().map((name) => join(directory, name));
  } catch {
    return [];
  }
}

function slugOf(text: string): string | undefined {
  try {
    const document = JSON.parse(text) as { slug?: unknown; steps?: unknown } | null;
    return typeof document?.slug === 'string' && Array.isArray(document.steps) ? document.slug : undefined;
  } catch {
    return undefined;
  }
}
