import type { Rule } from '../../rule.ts';
import { secPrivateHost } from './private-host.ts';
import { secCookiesOfInput } from './cookies-of-input.ts';
import { secHardcodedSecret } from './hardcoded-secret.ts';
import { secInsecureUrl } from './insecure-url.ts';
import { secLethalTrifecta } from './lethal-trifecta.ts';
import { secModelDrivesAction } from './model-drives-action.ts';
import { secPromptInjection } from './prompt-injection.ts';
import { secSecretFromInput } from './secret-from-input.ts';
import { secSecretLeak } from './secret-leak.ts';
import { secSsrf } from './ssrf.ts';
import { secSystemCollection } from './system-collection.ts';
import { secUnscopedId } from './unscoped-id.ts';
import { secUserIdFromInput } from './user-id-from-input.ts';

/** What gives away the most comes first: of several that could speak of one reference, the first one does. */
export const secRules: readonly Rule[] = [
  secUserIdFromInput,
  secCookiesOfInput,
  secSecretLeak,
  secSsrf,
  secSecretFromInput,
  secLethalTrifecta,
  secPromptInjection,
  secModelDrivesAction,
  secUnscopedId,
  secSystemCollection,
  secHardcodedSecret,
  secInsecureUrl,
  secPrivateHost,
];
