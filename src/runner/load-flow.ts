import type { Catalogue } from '../catalogue.ts';
import { checkFlow, type Diagnostic } from '../check/index.ts';
import { GenieError } from '../errors.ts';
import { StepPreparer } from '../engine/index.ts';
import type { Flow } from '../flow/index.ts';
import { didYouMean } from '../nearest-name.ts';
import type { FlowSource, SourcedFlow } from '../ports/index.ts';

/** A flow that may run, with what is prepared once for all its runs. */
export interface LoadedFlow {
  flow: Flow;
  document: string;
  preparer: StepPreparer;
}

const MAX_CACHED_FLOWS = 100;

/** Finds, checks and keeps flows; an unchanged document is checked once. */
export class FlowLoader {
  readonly #source: FlowSource;
  readonly #catalogue: Catalogue;
  readonly #loaded = new Map<string, LoadedFlow>();

  constructor(source: FlowSource, catalogue: Catalogue) {
    this.#source = source;
    this.#catalogue = catalogue;
  }

  /** Rejects with `FLOW_NOT_FOUND` or `FLOW_INVALID`. */
  async find(slug: string, signal?: AbortSignal): Promise<LoadedFlow> {
    const sourced = await this.#source.find(slug, signal === undefined ? {} : { signal });
    if (sourced === undefined) throw await this.#notFound(slug);
    return this.load(sourced);
  }

  load(sourced: SourcedFlow): LoadedFlow {
    const known = this.#loaded.get(sourced.text);
    if (known !== undefined) return known;
    const { flow, diagnostics } = checkFlow(sourced.text, { catalogue: this.#catalogue, file: sourced.origin });
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    if (flow === undefined || errors.length > 0) throw flowInvalid(sourced.origin, errors);
    const loaded = { flow, document: sourced.text, preparer: new StepPreparer(this.#catalogue) };
    if (this.#loaded.size >= MAX_CACHED_FLOWS) this.#loaded.delete(this.#loaded.keys().next().value!);
    this.#loaded.set(sourced.text, loaded);
    return loaded;
  }

  async #notFound(slug: string): Promise<GenieError> {
    const slugs = (await this.#source.list()).map((listing) => listing.slug);
    const known = slugs.length === 0 ? 'There are no flows yet.' : `Known flows: ${slugs.slice(0, 20).join(', ')}.`;
    return new GenieError('FLOW_NOT_FOUND', `There is no flow "${slug}"${didYouMean(slug, slugs)}`, {
      data: { slug },
      isRetryable: false,
      detail: known,
    });
  }
}

function flowInvalid(origin: string, errors: readonly Diagnostic[]): GenieError {
  const problems = errors.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
  const count = errors.length === 1 ? '1 error' : `${errors.length} errors`;
  return new GenieError('FLOW_INVALID', `The flow has ${count}: ${errors[0]?.message ?? 'it is not a flow'}`, {
    data: { problems, origin },
    isRetryable: false,
    detail: problems.join('\n'),
  });
}
