import type { WantedField, WantedSchema } from './types.ts';

/** The names that a project has chosen. */
export interface SetupNames {
  /** The collection of the flows. */
  flows: string;
  /** The collection of the audit rows, and its fields by their names in the report of a run; `false`: not written. */
  audits: { collection: string; fields: Readonly<Record<string, string | false>> } | undefined;
  isWithMedia: boolean;
}

const FLOWS = 'action_flows';
const AUDITS = 'agent_audits';
const MEDIA = ['scraped_media', 'media_jobs', 'media_job_outputs'];

/** What a project needs of the collections that are declared, under the names that it has chosen. */
export function wantedSchema(declared: WantedSchema, { flows, audits, isWithMedia }: SetupNames): WantedSchema {
  const names = new Map([[FLOWS, flows]]);
  if (audits !== undefined) names.set(AUDITS, audits.collection);
  if (isWithMedia) for (const name of MEDIA) names.set(name, name);
  const renamed = <Entry extends { collection: string }>(entries: readonly Entry[]): Entry[] =>
    entries
      .filter(({ collection }) => names.has(collection))
      .map((entry) => Object.assign({}, entry, { collection: names.get(entry.collection)! }));
  const fields = declared.fields.flatMap((field) =>
    fieldNamed(field, field.collection === AUDITS ? audits?.fields : {}),
  );
  return {
    collections: renamed(declared.collections),
    fields: renamed(fields),
    relations: renamed(declared.relations),
  };
}

function fieldNamed(field: WantedField, names: Readonly<Record<string, string | false>> = {}): WantedField[] {
  const name = names[field.field] ?? field.field;
  return name === false ? [] : [{ ...field, field: name }];
}
