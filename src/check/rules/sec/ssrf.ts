import type { ReferenceNode, StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import {
  bitsOf,
  hostTaintOf,
  isFreeText,
  OUTSIDE,
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
import { placeOfReference } from './places.ts';

export const secSsrf: Rule = {
  name: 'sec/ssrf',
  severity: 'error',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'The host of an address comes from an untrusted value.',
  explanation:
    "A request whose host the model chooses can reach what only this machine can see: the Directus API, a cloud's metadata, other services. Write the host into the flow and take only the path from a reference (`https://api.example.com/items/$input.id`), or let the input schema name the hosts: an `enum`, or a `pattern` that begins with one. The runtime refuses private addresses, but not hosts that merely collect data.\n\nFor a browser it is a warning, because opening a page that somebody names can be all that a flow is for; `allowed_domains` of the session answers it. For an address out of an HTTP answer (the next page of a list) it is a warning, too.",
  bad: {
    text: '{ "type": "http_request", "config": { "url": "$input.url", "method": "GET" } }',
  },
  good: {
    text: '{ "type": "http_request", "config": { "url": "https://api.example.com/items/$input.id", "method": "GET" } }',
  },
  bindings: UNTRUSTED_BINDINGS,
  sinks: ['url'],
  reference(reference, context) {
    if (reference.binding === undefined || sinkOf(reference.text) !== 'url') return;
    if (!isFreeText(bitsOf(reference, context, UNTRUSTED))) return;
    const taint = taintOf(context);
    const bits = hostTaintOf(reference, context.model, taint);
    if (!isFreeText(bits)) return;
    // Of several that make one host, the first one stands for all.
    if (reference.text.references.slice(0, 5).find((each) => each.isClaimed) !== undefined) return;
    const step = reference.site.step!;
    const isBrowser = step.facts!.needs.includes('browser');
    // A browser that goes where a page or a model's answer sends it is driven by them: a rule of its own.
    if (isBrowser && ((bits & OUTSIDE) !== 0 || isBoundToDomains(step))) return;
    const chooser = (bits & OUTSIDE) === 0 ? 'the model' : sourceWords(bits);
    const trace = traceOf(reference, sourceBit(bits), taint);
    const { allowHosts = [] } = context.project;
    context.report({
      message: isBrowser
        ? `the browser opens any address that ${chooser} chooses`
        : `${step.step.type} goes to a host that ${chooser} chooses: it can reach this machine and the network around it`,
      place: placeOfReference(reference),
      label: `${chooser} chooses the host`,
      notes: [
        isBrowser
          ? 'set "allowed_domains" where the session is opened, or let the input schema name the hosts ("enum", "pattern")'
          : 'keep the host fixed: "https://api.example.com/items/$input.id", or let the input schema name the hosts ("enum", "pattern")',
        ...(allowHosts.length > 0 && !isBrowser
          ? [`the configuration even opens private addresses to it: ${allowHosts.slice(0, 5).join(', ')}`]
          : []),
        ...(trace.references.length > 1 || trace.source !== undefined ? [`path: ${traceWords(trace)}`] : []),
      ],
      reference,
      ...(isBrowser || (bits & ~TAINT.text) === TAINT.http ? { severity: 'warning' as const } : {}),
    });
  },
};

/** Whether the session may only open pages of domains that the flow names. */
function isBoundToDomains({ step, references }: StepNode): boolean {
  const { params } = step.config;
  if (typeof params === 'object' && params !== null && !Array.isArray(params) && hasDomains(params)) return true;
  return references.some((reference) => isSession(reference) && hasDomains(settingsOf(reference.target!)));
}

function isSession({ site, text, target }: ReferenceNode): boolean {
  return target !== undefined && (site.setting === 'sessionId' || text.path[1] === 'sessionId');
}

function settingsOf({ step: { config } }: StepNode): object {
  const { params } = config;
  return typeof params === 'object' && params !== null ? params : config;
}

function hasDomains(settings: object): boolean {
  const domains = Object.hasOwn(settings, 'allowed_domains')
    ? (settings as { allowed_domains: unknown }).allowed_domains
    : undefined;
  return Array.isArray(domains) && domains.length > 0 && domains.every((domain) => domain !== '*');
}
