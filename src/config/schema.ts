import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../json.ts';
import { mediaSchema } from './media-schema.ts';
import { DEFAULT_TARGET, TARGET_NAME } from './targets.ts';

const text = z.string().min(1);
const url = text.refine((value) => isUrl(value, ['http:', 'https:']), 'must be a URL such as "http://localhost:8055"');
const redisUrl = text.refine(
  (value) => isUrl(value, ['redis:', 'rediss:']),
  'must be a URL such as "redis://localhost:6379"',
);
const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable');
const auditFields =
  'run_id slug status user_id input results error error_code failed_step stack started_at duration_ms source'.split(
    ' ',
  );

const auditFieldNames = z.strictObject(
  Object.fromEntries(auditFields.map((name) => [name, z.union([text, z.literal(false)]).optional()])),
);

const texts = z.array(text);
const ruleSettings = z.record(text, z.enum(['error', 'warning', 'info', 'off']));
const lintOverride = z
  .strictObject({
    files: z.union([text, texts.min(1)]).optional(),
    step: text.optional(),
    rules: ruleSettings,
    reason: text.optional(),
  })
  .refine(
    ({ rules, reason }) => reason !== undefined || !Object.values(rules).includes('off'),
    'needs a "reason" where it turns a rule off',
  );
const lint = z.strictObject({
  preset: z.enum(['recommended', 'strict', 'audit']).optional(),
  rules: ruleSettings.optional(),
  snapshot: text.optional(),
  queues: texts.optional(),
  secretCollections: texts.optional(),
  taxonomyCollections: texts.optional(),
  privateCollections: texts.optional(),
  identityFields: texts.optional(),
  directusFlows: z.record(text, text).optional(),
  context: z.custom<JsonObject>(isJsonObject, 'must be a JSON Schema object').optional(),
  overrides: z.array(lintOverride).optional(),
  baseline: text.optional(),
});

const browserOperations = z.enum([
  'start',
  'navigate',
  'act',
  'extract',
  'observe',
  'screenshot',
  'getCookies',
  'setCookies',
  'end',
]);
const stagehandRoutes = z.partialRecord(browserOperations, z.union([text, z.literal(false)]));

const targets = z
  .record(text, z.strictObject({ url: url.optional(), collection: text.optional() }))
  .superRefine((written, context) => {
    for (const name of Object.keys(written)) {
      const path = [name];
      if (name === DEFAULT_TARGET) {
        context.addIssue({
          code: 'custom',
          path,
          message: 'is the name of the Directus under "directus"; choose another',
        });
      } else if (!TARGET_NAME.test(name)) {
        context.addIssue({
          code: 'custom',
          path,
          message: 'must be lower-case letters, digits and "-", such as "staging"',
        });
      }
    }
  });

/** The configuration file. Every key is optional; an unknown one is an error. */
export const configSchema = z.strictObject({
  $schema: text.optional(),
  flows: z
    .strictObject({
      directory: text.optional(),
      from: z.enum(['local', 'directus']).optional(),
      collection: text.optional(),
    })
    .optional(),
  stateDir: text.optional(),
  directus: z
    .strictObject({ url: url.optional(), token: text.optional(), email: text.optional(), password: text.optional() })
    .optional(),
  targets: targets.optional(),
  ollama: z
    .strictObject({ host: text.optional(), model: text.optional(), maxContextTokens: z.int().min(1).optional() })
    .optional(),
  redis: z.strictObject({ url: redisUrl.optional() }).optional(),
  stagehand: z
    .strictObject({ url: url.optional(), model: text.optional(), routes: stagehandRoutes.optional() })
    .optional(),
  chromePath: text.optional(),
  http: z.strictObject({ allowHosts: texts.optional(), idempotentHosts: texts.optional() }).optional(),
  env: z.strictObject({ allow: z.array(variableName).optional() }).optional(),
  context: z.custom<JsonObject>(isJsonObject, 'must be an object').optional(),
  identity: z
    .strictObject({ fields: z.array(text).optional(), policy: z.enum(['strip', 'reject', 'allow']).optional() })
    .optional(),
  secrets: z.array(variableName).optional(),
  limits: z.strictObject({ maxSteps: z.int().min(1).optional() }).optional(),
  audit: z
    .strictObject({
      enabled: z.boolean().optional(),
      collection: text.optional(),
      fields: auditFieldNames.optional(),
    })
    .optional(),
  media: mediaSchema.optional(),
  lint: lint.optional(),
  steps: z.array(z.custom<object>(isStepType, 'must be a step type made by defineStep()')).optional(),
  actions: z.array(z.custom<object>(isActionLike, 'must be an action made by defineAction()')).optional(),
});

function isUrl(value: string, protocols: readonly string[]): boolean {
  const parsed = URL.parse(value);
  return parsed !== null && protocols.includes(parsed.protocol) && parsed.hostname !== '';
}

function isStepType(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { type, run, stub } = value as Record<string, unknown>;
  return typeof type === 'string' && typeof run === 'function' && typeof stub === 'function';
}

/** Whether it is one indeed, and its name is free, is seen where it is put to use. */
function isActionLike(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { name, description, run } = value as Record<string, unknown>;
  return typeof name === 'string' && typeof description === 'string' && typeof run === 'function';
}
