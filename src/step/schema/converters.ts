import { createRequire } from 'node:module';
import type * as ValibotConverter from '@valibot/to-json-schema';
import type * as Zod3Converter from 'zod-to-json-schema';

/** Loads a package at its first use without becoming asynchronous: only projects with such schemas pay for it. */
const load = createRequire(import.meta.url);

export function valibotConverter(): typeof ValibotConverter {
  return load('@valibot/to-json-schema') as typeof ValibotConverter;
}

export function zod3Converter(): typeof Zod3Converter {
  return load('zod-to-json-schema') as typeof Zod3Converter;
}
