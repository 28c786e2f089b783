import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../../errors.ts';
import { layoutJson } from '../../flow/layout-json.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import { originOf, type FlowOrigin } from '../../kit/flow/flow-origin.ts';
import { moduleFailure } from './module-failure.ts';

/** A flow that a module exports. */
export interface ModuleFlow {
  slug: string;
  document: JsonObject;
  /** The document as `genie-actions build` writes it. */
  text: string;
  /** The module's path. */
  file: string;
  /** Where it was written; `undefined` when `defineFlow` did not make it. */
  origin: FlowOrigin | undefined;
}

/**
 * Runs a module in this process and returns the flows that it exports, each once, the default export first. Node takes the types
 * away, so the module may hold nothing but types on top of JavaScript. A module that was changed is run again, what it imports
 * is not.
 *
 * Rejects with `FLOW_FILE_UNREADABLE` or `FLOW_MODULE_FAILED`, which names file, line and cause.
 *
 * @param file absolute
 */
export async function loadFlowModule(file: string): Promise<ModuleFlow[]> {
  const exported = await importModule(file);
  const values = [exported['default'], ...Object.values(exported)];
  const documents = [...new Set(values)].filter(isFlowDocument);
  return documents.map((document) => {
    const plain = plainDocument(file, document);
    return { slug: document.slug, document: plain, text: layoutJson(plain), file, origin: originOf(document) };
  });
}

/** The same; rejects with `FLOW_MODULE_EMPTY` when there is none. */
export async function loadNamedModule(file: string): Promise<[ModuleFlow, ...ModuleFlow[]]> {
  const [first, ...others] = await loadFlowModule(file);
  if (first !== undefined) return [first, ...others];
  throw new UsageError('FLOW_MODULE_EMPTY', 'The module exports no flow', {
    detail: `${file}\nWrite: export default defineFlow({ slug: '…', name: '…' }, ({ step }) => { … })`,
  });
}

async function importModule(file: string): Promise<Record<string, unknown>> {
  const url = pathToFileURL(file);
  try {
    url.searchParams.set('changed', String(statSync(file).mtimeMs));
  } catch (cause) {
    throw new UsageError('FLOW_FILE_UNREADABLE', 'The flow file cannot be read: there is no such file', {
      detail: file,
      cause,
    });
  }
  try {
    return (await import(url.href)) as Record<string, unknown>;
  } catch (thrown) {
    throw moduleFailure(file, thrown);
  }
}

function isFlowDocument(value: unknown): value is JsonObject & { slug: string } {
  return isJsonObject(value) && typeof value['slug'] === 'string' && Array.isArray(value['steps']);
}

/** What `defineFlow` did not make may hold more than JSON. */
function plainDocument(file: string, document: JsonObject): JsonObject {
  try {
    return JSON.parse(JSON.stringify(document)) as JsonObject;
  } catch (thrown) {
    throw moduleFailure(file, thrown);
  }
}
