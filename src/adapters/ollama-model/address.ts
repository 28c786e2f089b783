import { UsageError } from '../../errors.ts';

const DEFAULT_PORT = '11434';

/** Where an Ollama server is. */
export interface OllamaAddress {
  /** With credentials and path prefix, without a slash at the end. */
  url: string;
  /** For people: without credentials. */
  shown: string;
}

/**
 * Reads `OLLAMA_HOST` as Ollama's own command does: `host`, `host:port`, `:port` or a URL, which may have a path prefix.
 * The port of a URL is its scheme's own, else 11434. `0.0.0.0` and `[::]`, right for a server, mean this machine.
 * Throws `OLLAMA_HOST_INVALID`.
 */
export function ollamaAddress(host = ''): OllamaAddress {
  const text = host.trim().replace(/^["']|["']$/g, '');
  const hasScheme = text.includes('://');
  const url = parse(hasScheme ? text : `http://${hostPart(text)}`, text);
  if (!hasScheme && url.port === '' && !/:80(\/|$)/.test(text)) url.port = DEFAULT_PORT;
  if (url.hostname === '0.0.0.0') url.hostname = '127.0.0.1';
  if (url.hostname === '[::]') url.hostname = '[::1]';
  url.search = '';
  url.hash = '';
  const full = withoutSlash(url.href);
  url.username = '';
  url.password = '';
  return { url: full, shown: withoutSlash(url.href) };
}

function hostPart(text: string): string {
  if (text === '' || text.startsWith(':') || text.startsWith('/')) {
    return text.startsWith('::') ? `[${text}]` : `127.0.0.1${text}`;
  }
  const isBareIpv6 = /^[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*$/i.test(text);
  return isBareIpv6 ? `[${text}]` : text;
}

function parse(candidate: string, written: string): URL {
  const url = URL.parse(candidate);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') {
    throw new UsageError('OLLAMA_HOST_INVALID', 'The address of the Ollama server is not valid', {
      detail: `Write OLLAMA_HOST as host, host:port or http(s)://host:port, not ${JSON.stringify(withoutCredentials(written))}.`,
    });
  }
  return url;
}

function withoutCredentials(written: string): string {
  return written.replace(/\/\/[^/@]*@/, '//');
}

function withoutSlash(href: string): string {
  return href.endsWith('/') ? href.slice(0, -1) : href;
}
