import { UsageError } from '../../errors.ts';

export interface HostAndPort {
  /** As a URL spells it: lower case, numbers of addresses written out, no brackets. */
  hostname: string;
  port: number;
}

/** Whether the address check is left out for a host and port. */
export type AllowedHosts = (target: HostAndPort) => boolean;

/**
 * Reads an allow-list: `host` (every port), `host:port`, `*.example.com` (subdomains), `127.0.0.1:3001`, `[::1]:3001`, or a URL of
 * which only host and port count. Throws `ALLOW_HOST_INVALID`.
 */
export function allowedHosts(entries: readonly string[]): AllowedHosts {
  const rules = entries.map(readEntry);
  return ({ hostname, port }) =>
    rules.some((rule) => {
      if (rule.port !== undefined && rule.port !== port) return false;
      return rule.isSuffix ? hostname.endsWith(rule.hostname) : hostname === rule.hostname;
    });
}

function readEntry(entry: string): { hostname: string; isSuffix: boolean; port: number | undefined } {
  const bare = entry
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/\/.*$/, '');
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(bare) ?? [];
  const isSuffix = host.startsWith('*.');
  const url = URL.parse(`http://${isSuffix ? host.slice(2) : host}/`);
  if (
    host === '' ||
    host.slice(isSuffix ? 2 : 0).includes('*') ||
    url === null ||
    url.username !== '' ||
    host.includes('@') ||
    Number(port ?? 0) > 65_535
  ) {
    throw new UsageError('ALLOW_HOST_INVALID', `"${entry}" is not a host that can be allowed`, {
      detail: 'Write HOST, HOST:PORT or *.DOMAIN, such as 127.0.0.1:3001.',
    });
  }
  const hostname = withoutBrackets(url.hostname);
  return {
    hostname: isSuffix ? `.${hostname}` : hostname,
    isSuffix,
    port: port === undefined ? undefined : Number(port),
  };
}

export function targetOf(url: URL): HostAndPort {
  const defaultPort = url.protocol === 'https:' ? 443 : 80;
  return { hostname: withoutBrackets(url.hostname), port: url.port === '' ? defaultPort : Number(url.port) };
}

function withoutBrackets(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}
