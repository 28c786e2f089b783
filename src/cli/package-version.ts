import { readFileSync } from 'node:fs';

/** The version of this package. This file stands two folders below its root, in the source and in the bundle. */
export function packageVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
