import { markBuiltIn } from '../step/built-in.ts';
import type { StepType } from '../step.ts';
import { bullmqEnqueue } from './bullmq-enqueue.ts';
import { condition } from './condition.ts';
import { delay } from './delay.ts';
import { directusDelete } from './directus-delete.ts';
import { directusRead } from './directus-read.ts';
import { directusSearch } from './directus-search.ts';
import { directusTrigger } from './directus-trigger.ts';
import { directusUpdate } from './directus-update.ts';
import { directusWrite } from './directus-write.ts';
import { directus } from './directus.ts';
import { error } from './error.ts';
import { httpRequest } from './http-request.ts';
import { http } from './http.ts';
import { log } from './log.ts';
import { loop } from './loop.ts';
import { ollamaChat } from './ollama-chat.ts';
import { ollamaGenerate } from './ollama-generate.ts';
import { ollama } from './ollama.ts';
import { parallel } from './parallel.ts';
import { returnStep } from './return.ts';
import { script } from './script.ts';
import { stagehandAct } from './stagehand-act.ts';
import { stagehandClose } from './stagehand-close.ts';
import { stagehandCookieLogin } from './stagehand-cookie-login.ts';
import { stagehandExtractCached } from './stagehand-extract-cached.ts';
import { stagehandExtract } from './stagehand-extract.ts';
import { stagehandNavigate } from './stagehand-navigate.ts';
import { stagehandStart } from './stagehand-start.ts';
import { stagehand } from './stagehand.ts';
import { taxonomyInvalidate } from './taxonomy-invalidate.ts';
import { taxonomyPlatformMapsRead } from './taxonomy-platform-maps-read.ts';
import { taxonomyTermsRead } from './taxonomy-terms-read.ts';
import { transform } from './transform.ts';
import { waitFor } from './wait-for.ts';

/** Every step type that comes with the package: the twenty of the first dialect, then the fourteen of the second. */
export const builtInSteps: readonly StepType[] = markBuiltIn([
  directusRead,
  directusWrite,
  directusUpdate,
  directusDelete,
  directusSearch,
  directusTrigger,
  stagehandStart,
  stagehandNavigate,
  stagehandAct,
  stagehandExtract,
  stagehandExtractCached,
  stagehandCookieLogin,
  stagehandClose,
  ollamaGenerate,
  ollamaChat,
  taxonomyTermsRead,
  taxonomyPlatformMapsRead,
  taxonomyInvalidate,
  bullmqEnqueue,
  httpRequest,
  directus,
  ollama,
  stagehand,
  http,
  transform,
  condition,
  loop,
  delay,
  parallel,
  error,
  log,
  returnStep,
  script,
  waitFor,
]);
