/** The collections that every Directus has, versions 10 to 12. A snapshot does not list them. */
export const SYSTEM_COLLECTIONS: ReadonlySet<string> = new Set(
  [
    'access activity collections comments dashboards deployments extensions fields files flows folders migrations',
    'notifications operations panels permissions policies presets relations revisions roles sessions settings shares',
    'translations users versions webhooks',
  ]
    .join(' ')
    .split(' ')
    .map((name) => `directus_${name}`),
);
