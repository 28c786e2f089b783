import type { PortName, PortProviders } from '../ports/index.ts';

export interface LazyPorts<Providers extends PortProviders> {
  /** Each opens its port once; a port that could not be opened is tried again. */
  providers: Providers;
  opened(): readonly PortName[];
  /** Closes what was opened. */
  close(): Promise<void>;
}

interface Closable {
  close?(): Promise<void> | void;
}

/** Makes every provider open its port at most once and remembers what has to be closed. */
export function lazyPorts<Providers extends PortProviders>(providers: Providers): LazyPorts<Providers> {
  const opened = new Map<PortName, Promise<Closable>>();
  const lazy = Object.entries(providers).map(([name, provider]) => {
    const portName = name as PortName;
    const open = () => {
      const known = opened.get(portName);
      if (known !== undefined) return known;
      const opening = (async () => (typeof provider === 'function' ? await provider() : provider) as Closable)();
      opened.set(portName, opening);
      opening.catch(() => opened.delete(portName));
      return opening;
    };
    return [portName, open] as const;
  });
  return {
    providers: Object.fromEntries(lazy) as unknown as Providers,
    opened: () => [...opened.keys()],
    async close() {
      const ports = await Promise.allSettled(opened.values());
      for (const port of ports) if (port.status === 'fulfilled') await port.value.close?.();
      opened.clear();
    },
  };
}
