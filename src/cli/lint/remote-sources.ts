import type { ProjectSettings } from '../../config/types.ts';
import { lazyPorts } from '../lazy-ports.ts';
import { openSource, providersFor } from '../open-project.ts';
import type { LintSource } from './source.ts';

/** The flows of the `action_flows` collection, read now. */
export async function remoteSources(settings: ProjectSettings): Promise<LintSource[]> {
  const ports = lazyPorts(providersFor(settings));
  try {
    const source = await openSource({ ...settings, flows: { ...settings.flows, from: 'directus' } }, ports.providers);
    const sources: LintSource[] = [];
    for (const { slug } of await source.list()) {
      const found = await source.find(slug);
      if (found === undefined) continue;
      sources.push({ file: found.origin, path: undefined, isExplicit: true, read: () => found.text });
    }
    return sources;
  } finally {
    await ports.close();
  }
}
