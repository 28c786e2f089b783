import type { Rule } from '../../rule.ts';
import {
  bitsOf,
  ownershipChecksOf,
  sinkOf,
  sourceBit,
  sourceWords,
  TAINT,
  taintOf,
  traceOf,
  traceWords,
  UNTRUSTED,
  UNTRUSTED_BINDINGS,
} from '../../taint/index.ts';
import { placeOfReference, placeOfStep } from './places.ts';

export const secCookiesOfInput: Rule = {
  name: 'sec/cookies-of-input',
  severity: 'error',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'A browser logs in with the stored cookies of a profile that the model names.',
  explanation:
    '`stagehand_cookie_login` decrypts the cookies of whatever profile it is given. When the model chooses the profile, it can log in as any creator. Read the profile with a filter that names `$context.user_id`, and log in with the id of what that read gives. The same holds for cookies that the model writes itself.',
  bad: {
    text: `{ "type": "stagehand_cookie_login", "result_key": "browser", "config": {
    "creator_profile_id": "$input.profile_id", "platform": "onlyfans", "url": "https://onlyfans.com/my" } },
{ "type": "stagehand_close", "config": { "sessionId": "$browser.sessionId" } }`,
  },
  good: {
    text: `{ "type": "directus_read", "result_key": "profile", "config": { "collection": "creator_profiles", "limit": 1,
    "filter": { "id": { "_eq": "$input.profile_id" }, "user_id": { "_eq": "$context.user_id" } } } },
{ "type": "stagehand_cookie_login", "result_key": "browser", "config": {
    "creator_profile_id": "$profile.id", "platform": "onlyfans", "url": "https://onlyfans.com/my" } },
{ "type": "stagehand_close", "config": { "sessionId": "$browser.sessionId" } }`,
  },
  bindings: UNTRUSTED_BINDINGS,
  sinks: ['credential'],
  reference(reference, context) {
    if (sinkOf(reference.text) !== 'credential') return;
    const bits = bitsOf(reference, context, UNTRUSTED | TAINT.chosen);
    if (bits === 0) return;
    const taint = taintOf(context);
    const isProfile = reference.site.setting === 'creator_profile_id';
    if (isProfile && ownershipChecksOf(context.model, taint).isChecked(reference, undefined)) return;
    const source = (bits & UNTRUSTED) === 0 ? 'a row that the model picked' : sourceWords(bits);
    const trace = traceOf(reference, sourceBit(bits) || TAINT.chosen, taint);
    context.report({
      message: isProfile
        ? 'the decrypted cookies of any creator can be loaded by naming their profile'
        : `the cookies of the browser come from ${source}`,
      place: placeOfReference(reference),
      label: reference.binding?.kind === 'input' ? 'chosen by the model' : `from ${source}`,
      related: [{ place: placeOfStep(reference.site.step!), label: 'logs in with it' }],
      notes: [
        isProfile
          ? 'read the profile with a filter on "$context.user_id" first, and use the id of what comes'
          : 'log in with "stagehand_cookie_login", which takes the stored cookies of a profile',
        ...(trace.references.length > 1 ? [`path: ${traceWords(trace)}`] : []),
      ],
      reference,
    });
  },
};
