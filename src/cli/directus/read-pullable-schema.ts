import { collectionsOf, type DirectusSchema } from '../../adapters/directus-server/index.ts';
import type { JsonObject } from '../../json.ts';
import { ServiceError } from '../../ports/index.ts';

/** The schema as Directus gives it out: all of it to an administrator, else what the account has access to. */
export async function readPullableSchema(
  schema: DirectusSchema,
): Promise<{ snapshot: JsonObject; isComplete: boolean }> {
  try {
    return { snapshot: await schema.snapshot(), isComplete: true };
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'FORBIDDEN') throw error;
    const { snapshotOfOpenApi } = await import('../../setup/index.ts');
    const seen = collectionsOf(await schema.openApi());
    return { snapshot: snapshotOfOpenApi(seen, await schema.version()), isComplete: false };
  }
}
