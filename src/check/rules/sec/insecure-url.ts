import type { Rule } from '../../rule.ts';
import { sinkOf } from '../../taint/index.ts';

/** The host, and the colon before a port; a host with a reference in it is nobody's to judge. */
const PLAIN_HTTP = /^\s*http:\/\/(?:[^/?#@\s]*@)?(\[[^\]\s]*\]|[^/?#:\s\\${]+)(?:(:)|(?=$|[/?#\s\\]))/i;

/** Loopback, private and link-local addresses, and names that only the own network knows. */
const OWN_NETWORK =
  /^(?:localhost|127(?:\.\d+){3}|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|169\.254(?:\.\d+){2}|0\.0\.0\.0|\[.*\]|[^.]+|.+\.(?:localhost|local|lan|home|internal|intranet|corp|test|svc|home\.arpa))\.?$/i;

export const secInsecureUrl: Rule = {
  name: 'sec/insecure-url',
  severity: 'warning',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'An address on the internet is asked over plain http.',
  explanation:
    'What goes over `http://` can be read and changed by everybody on the way, tokens in headers included. Use `https://`. Addresses of the own machine and the own network are not reported.',
  bad: { text: '{ "type": "http_request", "config": { "url": "http://api.example.com/hook" } }' },
  good: { text: '{ "type": "http_request", "config": { "url": "https://api.example.com/hook" } }' },
  text(text, { report }) {
    const { value } = text;
    if (text.site.kind !== 'setting' || !isPlainHttp(value) || sinkOf(text) !== 'url') return;
    const [, host, colon] = PLAIN_HTTP.exec(value) ?? [];
    if (host === undefined || OWN_NETWORK.test(host)) return;
    const start = value.search(/h/i);
    const range = { start, end: start + 'http://'.length };
    report({
      message: `plain http to ${host}`,
      place: { pointer: text.pointer, range },
      label: 'everybody on the way can read it',
      // A port that speaks http does not speak TLS as well.
      fix:
        colon === undefined
          ? {
              title: '"https://"',
              safety: 'safe',
              changes: [{ kind: 'replace-text', pointer: text.pointer, range, text: 'https://' }],
            }
          : undefined,
    });
  },
};

function isPlainHttp(value: string): boolean {
  const first = value.charCodeAt(0);
  return first === 0x68 || first === 0x48 || first <= 0x20 ? PLAIN_HTTP.test(value) : false;
}
