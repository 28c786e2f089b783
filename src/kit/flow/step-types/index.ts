// Generated from the step types by `npm run generate`. Do not edit.
import type { DirectusReadResult, DirectusReadSettings } from './directus-read.ts';
import type { DirectusWriteResult, DirectusWriteSettings } from './directus-write.ts';
import type { DirectusUpdateResult, DirectusUpdateSettings } from './directus-update.ts';
import type { DirectusDeleteResult, DirectusDeleteSettings } from './directus-delete.ts';
import type { DirectusSearchResult, DirectusSearchSettings } from './directus-search.ts';
import type { DirectusTriggerResult, DirectusTriggerSettings } from './directus-trigger.ts';
import type { StagehandStartResult, StagehandStartSettings } from './stagehand-start.ts';
import type { StagehandNavigateResult, StagehandNavigateSettings } from './stagehand-navigate.ts';
import type { StagehandActResult, StagehandActSettings } from './stagehand-act.ts';
import type { StagehandExtractResult, StagehandExtractSettings } from './stagehand-extract.ts';
import type { StagehandExtractCachedResult, StagehandExtractCachedSettings } from './stagehand-extract-cached.ts';
import type { StagehandCookieLoginResult, StagehandCookieLoginSettings } from './stagehand-cookie-login.ts';
import type { StagehandCloseResult, StagehandCloseSettings } from './stagehand-close.ts';
import type { OllamaGenerateResult, OllamaGenerateSettings } from './ollama-generate.ts';
import type { OllamaChatResult, OllamaChatSettings } from './ollama-chat.ts';
import type { TaxonomyTermsReadResult, TaxonomyTermsReadSettings } from './taxonomy-terms-read.ts';
import type {
  TaxonomyPlatformMapsReadResult,
  TaxonomyPlatformMapsReadSettings,
} from './taxonomy-platform-maps-read.ts';
import type { TaxonomyInvalidateResult, TaxonomyInvalidateSettings } from './taxonomy-invalidate.ts';
import type { BullmqEnqueueResult, BullmqEnqueueSettings } from './bullmq-enqueue.ts';
import type { HttpRequestResult, HttpRequestSettings } from './http-request.ts';
import type { DirectusResult, DirectusSettings } from './directus.ts';
import type { OllamaResult, OllamaSettings } from './ollama.ts';
import type { StagehandResult, StagehandSettings } from './stagehand.ts';
import type { HttpResult, HttpSettings } from './http.ts';
import type { TransformResult, TransformSettings } from './transform.ts';
import type { ConditionResult, ConditionSettings } from './condition.ts';
import type { LoopResult, LoopSettings } from './loop.ts';
import type { DelayResult, DelaySettings } from './delay.ts';
import type { ParallelResult, ParallelSettings } from './parallel.ts';
import type { ErrorResult, ErrorSettings } from './error.ts';
import type { LogResult, LogSettings } from './log.ts';
import type { ReturnResult, ReturnSettings } from './return.ts';
import type { ScriptResult, ScriptSettings } from './script.ts';
import type { WaitForResult, WaitForSettings } from './wait-for.ts';

/** Settings and results of the built-in step types. */
export interface BuiltInStepTypes {
  /** Read one item or a list of items from a Directus collection. */
  directus_read: { settings: DirectusReadSettings; result: DirectusReadResult };
  /** Create one item, or several at once, in a Directus collection. */
  directus_write: { settings: DirectusWriteSettings; result: DirectusWriteResult };
  /** Change one item, or several in the same way, by primary key. */
  directus_update: { settings: DirectusUpdateSettings; result: DirectusUpdateResult };
  /** Delete one item, or several, by primary key. */
  directus_delete: { settings: DirectusDeleteSettings; result: DirectusDeleteResult };
  /** Find the items of a Directus collection that contain a text. */
  directus_search: { settings: DirectusSearchSettings; result: DirectusSearchResult };
  /** Start a Directus flow through its webhook and take its answer. */
  directus_trigger: { settings: DirectusTriggerSettings; result: DirectusTriggerResult };
  /** Open a browser session. It is closed with the run at the latest. */
  stagehand_start: { settings: StagehandStartSettings; result: StagehandStartResult };
  /** Open a page in a browser session; a page that cannot be reached or answers with an error fails. */
  stagehand_navigate: { settings: StagehandNavigateSettings; result: StagehandNavigateResult };
  /** Do something on the page, described in plain words: click, type, scroll, select. */
  stagehand_act: { settings: StagehandActSettings; result: StagehandActResult };
  /** Take data from the page, described in plain words and, better, by a schema. */
  stagehand_extract: { settings: StagehandExtractSettings; result: StagehandExtractResult };
  /** Take data from a page, or from the cache when the same was taken a short while ago. */
  stagehand_extract_cached: { settings: StagehandExtractCachedSettings; result: StagehandExtractCachedResult };
  /** Open a browser session that is logged in with the stored cookies of a creator profile. */
  stagehand_cookie_login: { settings: StagehandCookieLoginSettings; result: StagehandCookieLoginResult };
  /** Close a browser session; closing twice is not an error. */
  stagehand_close: { settings: StagehandCloseSettings; result: StagehandCloseResult };
  /** Ask a model one thing, without a conversation. */
  ollama_generate: { settings: OllamaGenerateSettings; result: OllamaGenerateResult };
  /** Give a model a conversation and take its next message. */
  ollama_chat: { settings: OllamaChatSettings; result: OllamaChatResult };
  /** Read taxonomy terms, from a cache in the process where that is possible. */
  taxonomy_terms_read: { settings: TaxonomyTermsReadSettings; result: TaxonomyTermsReadResult };
  /** Read how taxonomy terms weigh on a platform, from a cache in the process where that is possible. */
  taxonomy_platform_maps_read: { settings: TaxonomyPlatformMapsReadSettings; result: TaxonomyPlatformMapsReadResult };
  /** Forget the cached taxonomy, after it was changed in bulk. */
  taxonomy_invalidate: { settings: TaxonomyInvalidateSettings; result: TaxonomyInvalidateResult };
  /** Put a job into a BullMQ queue. */
  bullmq_enqueue: { settings: BullmqEnqueueSettings; result: BullmqEnqueueResult };
  /** Make an HTTP request. */
  http_request: { settings: HttpRequestSettings; result: HttpRequestResult };
  /** Call one of the 17 tools of the Directus server: items, users, files and flows. */
  directus: { settings: DirectusSettings; result: DirectusResult };
  /** Ask a model with a prompt or a conversation, or list the models that are there. */
  ollama: { settings: OllamaSettings; result: OllamaResult };
  /** Use a browser: open pages, act on them, take data from them. */
  stagehand: { settings: StagehandSettings; result: StagehandResult };
  /** Make an HTTP request. */
  http: { settings: HttpSettings; result: HttpResult };
  /** Make a value from others: by JSONPath, by an expression, or by a template. */
  transform: { settings: TransformSettings; result: TransformResult };
  /** Run one list of steps or another. */
  condition: { settings: ConditionSettings; result: ConditionResult };
  /** Run steps for each item of a list. */
  loop: { settings: LoopSettings; result: LoopResult };
  /** Wait for a number of milliseconds. */
  delay: { settings: DelaySettings; result: DelayResult };
  /** Run several lists of steps at the same time. */
  parallel: { settings: ParallelSettings; result: ParallelResult };
  /** Fail the flow, with a message of its own. */
  error: { settings: ErrorSettings; result: ErrorResult };
  /** Say something in the events of the run. */
  log: { settings: LogSettings; result: LogResult };
  /** End the flow at once, successfully, with an output. */
  return: { settings: ReturnSettings; result: ReturnResult };
  /** Run JavaScript that sees nothing but its arguments: no files, network, processes or timers. */
  script: { settings: ScriptSettings; result: ScriptResult };
  /** Run steps again and again until something holds. */
  'wait-for': { settings: WaitForSettings; result: WaitForResult };
}
