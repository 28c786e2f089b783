import type { Catalogue } from '../catalogue.ts';
import { checkFlow, type Diagnostic } from '../check/index.ts';
import { groupOf, stopsRun } from '../check/stops-run.ts';
import { GenieError, toGenieError } from '../errors.ts';
import { StepPreparer } from '../engine/index.ts';
import type { Flow } from '../flow/index.ts';
import { compileJsonSchema } from '../json-schema.ts';
import { didYouMean } from '../nearest-name.ts';
import type { FlowSource, SourcedFlow } from '../ports/index.ts';

/** A flow that may run, with what is prepared once for all its runs. */
export interface LoadedFlow {
  flow: Flow;
  document: string;
  preparer: StepPreparer;
  /** What the checker found that stops no run: security above all. */
  findings: readonly Diagnostic[];
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
    return await this.load(slug, sourced);
  }

  /** Rejects with `FLOW_INVALID`. */
  async load(slug: string, sourced: SourcedFlow): Promise<LoadedFlow> {
    const known = this.#loaded.get(sourced.text);
    if (known !== undefined) return known;
    const { flow, diagnostics } = checkFlow(sourced.text, { catalogue: this.#catalogue, file: sourced.origin });
    const errors = diagnostics.filter(stopsRun);
    if (flow === undefined || errors.length > 0) throw flowInvalid(slug, sourced.origin, errors.map(placed));
    await checkSchemas(flow, slug, sourced.origin);
    const findings = diagnostics.filter(isWorthSaying);
    const loaded = { flow, document: sourced.text, preparer: new StepPreparer(this.#catalogue), findings };
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

/** The rest of the errors, and doubts about security; what else could be better is for whoever writes the flow. */
function isWorthSaying(diagnostic: Diagnostic): boolean {
  if (diagnostic.severity === 'error') return !stopsRun(diagnostic);
  return diagnostic.severity === 'warning' && groupOf(diagnostic.rule) === 'sec';
}

/** What only the library behind JSON Schema can tell; it is needed for the run anyway. */
async function checkSchemas({ input, outputSchema }: Flow, slug: string, origin: string): Promise<void> {
  for (const [name, schema] of Object.entries({ input, output_schema: outputSchema })) {
    if (schema === undefined) continue;
    try {
      await compileJsonSchema(schema);
    } catch (thrown) {
      throw flowInvalid(
        slug,
        origin,
        [{ place: origin, message: `"${name}": ${toGenieError(thrown).message}` }],
        thrown,
      );
    }
  }
}

interface Problem {
  place: string;
  message: string;
}

function placed({ file, line, column, message }: Diagnostic): Problem {
  return { place: `${file}:${line}:${column}`, message };
}

function flowInvalid(slug: string, origin: string, errors: readonly Problem[], cause?: unknown): GenieError {
  const problems = errors.map(({ place, message }) => `${place} ${message}`);
  const count = errors.length === 1 ? '1 error' : `${errors.length} errors`;
  return new GenieError(
    'FLOW_INVALID',
    `The flow "${slug}" has ${count}: ${errors[0]?.message ?? 'it is not a flow'}`,
    {
      cause,
      data: { problems, origin },
      isRetryable: false,
      detail: problems.join('\n'),
    },
  );
}
