import { domainForbidden, domainInvalid, invalidAddress } from './failures.ts';

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A page's address, which may be opened. Throws `INVALID_URL` for anything but `http` and `https` (a browser also opens
 * `file:` and `chrome:`), and `ADDRESS_FORBIDDEN` for a host that is not among the allowed domains.
 */
export function pageAddress(url: string, allowedDomains: readonly string[] | undefined): URL {
  const address = URL.parse(url.trim());
  if (address === null) throw invalidAddress('The address of the page is not valid');
  if (!['http:', 'https:'].includes(address.protocol)) {
    throw invalidAddress(`Pages are opened over http and https, not ${address.protocol.slice(0, 20)}`);
  }
  if (allowedDomains !== undefined && !isAllowed(address.hostname, allowedDomains)) {
    throw domainForbidden(address.hostname, allowedDomains);
  }
  return address;
}

/** Whether a host is one of the domains; `*.example.com` covers subdomains of every depth, not `example.com` itself. */
export function isAllowed(hostname: string, allowedDomains: readonly string[]): boolean {
  const host = hostname.toLowerCase().replace(/\.+$/, '');
  return allowedDomains.some((pattern) => {
    return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
  });
}

/** The domains in lower case. Throws `INVALID_DOMAIN` for what the browser could not hold a page to. */
export function checkedDomains(domains: readonly string[]): string[] {
  return domains.map((written) => {
    const domain = written.trim().toLowerCase().replace(/\.+$/, '');
    const labels = (domain.startsWith('*.') ? domain.slice(2) : domain).split('.');
    if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) throw domainInvalid(written);
    return domain;
  });
}
