import ipaddr from 'ipaddr.js';

const GLOBAL_IPV6: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/** Addresses that look public and lead to the machine's own cloud: Azure answers there with keys of the machine. */
const CLOUD_ADDRESSES = new Set(['168.63.129.16']);

/** Whether an address belongs to the public internet: not this machine, not a private or local network, not a translation of one. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast' || CLOUD_ADDRESSES.has(parsed.toString())) return false;
  // The library also calls unassigned IPv6 space unicast, and with it ::7f00:1, the old spelling of 127.0.0.1.
  return !(parsed instanceof ipaddr.IPv6) || parsed.match(GLOBAL_IPV6);
}
