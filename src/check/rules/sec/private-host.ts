import type { Rule } from '../../rule.ts';

export const secPrivateHost: Rule = {
  name: 'sec/private-host',
  severity: 'off',
  strictSeverity: 'warning',
  confidence: 'medium',
  fix: undefined,
  since: '0.2.0',
  summary: 'A request goes to this machine or to its own network.',
  explanation:
    'Behind `localhost`, `127.0.0.1` and the private ranges stand services that trust whoever reaches them: Directus, Ollama, Redis, the metadata of a cloud. A flow works only where it was written, and is a way in for whoever can change its path. Use the step type made for the service, or a public name.',
  bad: { text: '{ "type": "http_request", "config": { "url": "http://127.0.0.1:8055/items/posts" } }' },
  good: { text: '{ "type": "directus_read", "config": { "collection": "posts", "limit": 1 } }' },
  text({ site, value, path, pointer }, { report }) {
    const sinks = site.step?.facts?.taint.sinks;
    const isUrl = sinks?.[site.setting] === 'url' || path.at(-1) === 'url';
    if (!isUrl || site.kind !== 'setting' || !value.includes('://')) return;
    const match = HOST.exec(value);
    const host = match?.[1]?.toLowerCase();
    if (host === undefined || !isPrivate(host)) return;
    const start = match!.index + match![0].length - match![1]!.length;
    report({
      message: `a request to ${host}, which is this machine or its own network`,
      place: { pointer, range: { start, end: start + host.length } },
      label: 'a private address',
    });
  },
};

const HOST = /^\s*[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@\s]*@)?(\[[^\]]+\]|[^/:?#\s]+)/i;
const PRIVATE_IPV4 =
  /^(?:0|10|127)\.\d+\.\d+\.\d+$|^169\.254\.\d+\.\d+$|^192\.168\.\d+\.\d+$|^172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+$/;
const PRIVATE_IPV6 = /^\[(?:::1?|fe[89ab][0-9a-f]:.*|f[cd][0-9a-f]{2}:.*|::ffff:(?:10|127|192\.168)\..*)\]$/;
const PRIVATE_NAME = /^localhost\.?$|\.(?:localhost|local|internal|lan)\.?$|^host\.docker\.internal$/;

function isPrivate(host: string): boolean {
  return PRIVATE_IPV4.test(host) || PRIVATE_IPV6.test(host) || PRIVATE_NAME.test(host);
}
