import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type Socket } from 'node:net';
import type { buildConnector } from 'undici';
import { ServiceError } from '../../ports/index.ts';
import type { AllowedHosts, HostAndPort } from './allowed-hosts.ts';
import { addressForbidden, unavailable } from './failures.ts';
import { isPublicAddress } from './public-address.ts';

type LookupAllCallback = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;

/** Finds every address of a name, as `dns.lookup` does with `all`. */
export type LookupAll = (hostname: string, options: LookupOptions & { all: true }, callback: LookupAllCallback) => void;

export interface GuardedConnector {
  connect: buildConnector.connector;
  /** Counts a request to a target; the function that comes back ends sockets that still connect for nobody. */
  claim(target: HostAndPort): () => void;
}

/**
 * A connector for undici that refuses addresses which are not public. Names are checked after they are resolved, on the very
 * addresses that are connected to, so that a name that changes its answer gains nothing; one bad address refuses the name.
 */
export function guardedConnector(
  build: typeof buildConnector,
  isAllowed: AllowedHosts,
  lookupAll: LookupAll = systemLookup,
): GuardedConnector {
  const waiting = new Map<string, { requests: number; sockets: Set<Socket> }>();

  function guardedLookup(target: HostAndPort) {
    return (hostname: string, options: LookupOptions, callback: (...results: unknown[]) => void): void => {
      lookupAll(hostname, { ...options, all: true }, (error, addresses) => {
        if (error !== null) return callback(error);
        const bad = isAllowed(target) ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
        if (bad !== undefined) return callback(addressForbidden(target, bad.address));
        if (options.all === true) return callback(null, addresses);
        const [first] = addresses;
        return first === undefined ? callback(noAddress(hostname)) : callback(null, first.address, first.family);
      });
    };
  }

  function connect(options: buildConnector.Options, callback: buildConnector.Callback): void {
    const target = {
      hostname: options.hostname,
      port: Number(options.port || (options.protocol === 'https:' ? 443 : 80)),
    };
    // An address in the URL never reaches the lookup.
    if (isIP(target.hostname) !== 0 && !isAllowed(target) && !isPublicAddress(target.hostname)) {
      callback(addressForbidden(target, target.hostname), null);
      return;
    }
    const connector = build({ lookup: guardedLookup(target) } as buildConnector.BuildOptions);
    const sockets = waiting.get(keyOf(target))?.sockets;
    const opened = connector(options, (error, socket) => {
      if (isSocket(opened)) sockets?.delete(opened);
      if (error === null && socket !== null) callback(null, socket);
      else callback(error instanceof ServiceError ? error : unavailable(target, error ?? new Error('no socket')), null);
    }) as unknown;
    if (isSocket(opened)) sockets?.add(opened);
  }

  function claim(target: HostAndPort): () => void {
    const key = keyOf(target);
    const entry = waiting.get(key) ?? { requests: 0, sockets: new Set<Socket>() };
    entry.requests += 1;
    waiting.set(key, entry);
    return () => {
      entry.requests -= 1;
      if (entry.requests > 0) return;
      waiting.delete(key);
      for (const socket of entry.sockets) socket.destroy(new Error('nobody waits for this connection any more'));
    };
  }

  return { connect, claim };
}

function isSocket(value: unknown): value is Socket {
  return typeof value === 'object' && value !== null && 'destroy' in value;
}

function keyOf({ hostname, port }: HostAndPort): string {
  return `${hostname} ${port}`;
}

function noAddress(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' });
}
