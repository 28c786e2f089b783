import type { JsonObject } from '../../../json.ts';
import { nearestName } from '../../../nearest-name.ts';

/** The step type that an unknown one most likely means. */
export interface LikelyType {
  readonly type: string;
  /** Settings that it takes to mean the same: `stagehand_screenshot` is `stagehand` with an action. */
  readonly settings: JsonObject;
  /** Only the spelling differs. */
  readonly isMisspelt: boolean;
}

const BROWSER_ACTIONS = 'start navigate act extract observe screenshot get-cookies set-cookies close'.split(' ');

/** Words that begin the name of a step type in other tools, and what does the same here. */
const OTHER_NAMES: ReadonlyMap<string, LikelyType> = new Map(
  (
    [
      ['sleep', 'delay'],
      ['wait', 'delay'],
      ['pause', 'delay'],
      ['if', 'condition'],
      ['branch', 'condition'],
      ['switch', 'condition'],
      ['foreach', 'loop'],
      ['for_each', 'loop'],
      ['map', 'loop'],
      ['fetch', 'http_request'],
      ['request', 'http_request'],
      ['webhook', 'http_request'],
      ['throw', 'error'],
      ['fail', 'error'],
      ['print', 'log'],
      ['javascript', 'script'],
      ['code', 'script'],
      ['function', 'script'],
      ['poll', 'wait-for'],
      ['wait_until', 'wait-for'],
      ['enqueue', 'bullmq_enqueue'],
      ['queue', 'bullmq_enqueue'],
      ['directus_create', 'directus_write'],
      ['directus_insert', 'directus_write'],
      ['directus_get', 'directus_read'],
      ['directus_list', 'directus_read'],
      ['directus_query', 'directus_read'],
      ['directus_patch', 'directus_update'],
      ['directus_remove', 'directus_delete'],
      ['directus_flow', 'directus_trigger'],
      ['ollama_complete', 'ollama_generate'],
      ['ollama_completion', 'ollama_generate'],
      ['ollama_prompt', 'ollama_generate'],
      ['stagehand_open', 'stagehand_start'],
      ['stagehand_goto', 'stagehand_navigate'],
      ['stagehand_click', 'stagehand_act'],
      ['stagehand_scrape', 'stagehand_extract'],
      ['stagehand_stop', 'stagehand_close'],
      ['stagehand_login', 'stagehand_cookie_login'],
      ['stagehand_end', 'stagehand_close'],
    ] as const
  ).map(([name, type]) => [name, { type, settings: {}, isMisspelt: false }]),
);

const HTTP_METHOD = /^(?:http_?(?:request)?|request)_?(get|post|put|patch|delete|head)$/;

/** Finds it by its spelling, by the same words in another order, and by what other tools call it. */
export function likelyType(written: string, names: readonly string[]): LikelyType | undefined {
  const known = (found: LikelyType | undefined): LikelyType | undefined =>
    found !== undefined && names.includes(found.type) ? found : undefined;
  const nearest = nearestName(written, names);
  const twin = nearest ?? sameWords(written, names);
  if (twin !== undefined) return { type: twin, settings: {}, isMisspelt: nearest !== undefined };
  const name = written
    .slice(0, 80)
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  return known(browserAction(name)) ?? known(httpMethod(name)) ?? known(OTHER_NAMES.get(name));
}

function sameWords(written: string, names: readonly string[]): string | undefined {
  const words = wordsOf(written);
  return words.includes(' ') ? names.find((name) => wordsOf(name) === words) : undefined;
}

/** `DirectusRead`, `read directus` and `directus.read` are all `directus read`. */
function wordsOf(name: string): string {
  const words = name
    .slice(0, 80)
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}

function browserAction(name: string): LikelyType | undefined {
  const action = /^(?:stagehand|browser)_(.+)$/
    .exec(name)?.[1]
    ?.replaceAll('_', '-')
    .replace(/-session$/, '');
  if (action === undefined || !BROWSER_ACTIONS.includes(action)) return undefined;
  return { type: 'stagehand', settings: { action }, isMisspelt: false };
}

function httpMethod(name: string): LikelyType | undefined {
  const method = HTTP_METHOD.exec(name)?.[1];
  if (method === undefined) return undefined;
  return { type: 'http_request', settings: { method: method.toUpperCase() }, isMisspelt: false };
}
