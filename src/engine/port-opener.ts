import { serviceNotConfigured, type PortName, type PortProviders, type Ports } from '../ports/index.ts';

type AnyPort = Ports[PortName];

/** Opens ports when the first step needs them, each once. Closing them is up to whoever provided them. */
export class PortOpener {
  readonly #providers: PortProviders;
  readonly #opened = new Map<PortName, AnyPort | Promise<AnyPort>>();

  constructor(providers: PortProviders) {
    this.#providers = providers;
  }

  /** Rejects with `SERVICE_NOT_CONFIGURED`, or with what opening the port rejected with; the next step then tries again. */
  open<Name extends PortName>(name: Name): Ports[Name] | Promise<Ports[Name]> {
    const opened = this.#opened.get(name);
    if (opened !== undefined) return opened as Ports[Name] | Promise<Ports[Name]>;
    const provider = this.#providers[name];
    if (provider === undefined) throw serviceNotConfigured(name);
    if (typeof provider !== 'function') {
      this.#opened.set(name, provider);
      return provider as Ports[Name];
    }
    const opening = Promise.resolve(provider()).then(
      (port) => {
        this.#opened.set(name, port);
        return port;
      },
      (thrown: unknown) => {
        this.#opened.delete(name);
        throw thrown;
      },
    );
    this.#opened.set(name, opening);
    return opening;
  }

  /** The ports that a step type asked for, and no others. */
  async openAll(names: readonly PortName[]): Promise<Partial<Ports>> {
    const ports: Partial<Record<PortName, AnyPort>> = {};
    for (const name of names) ports[name] = await this.open(name);
    return ports as Partial<Ports>;
  }
}
