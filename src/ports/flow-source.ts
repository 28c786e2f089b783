import type { Call } from './call.ts';

/** One flow document as it was found. */
export interface SourcedFlow {
  /** The JSON text of the whole document (flow-language, section 1). */
  text: string;
  /** Where it stands: a file's path, or `directus:action_flows/<slug>`. */
  origin: string;
}

export interface FlowListing {
  slug: string;
  name: string;
  description: string;
  active: boolean;
  origin: string;
  /** Set when the document could not be read; the other fields then hold what is known. */
  problem?: string;
}

/** Where flows come from: the project's folder or the `action_flows` collection. */
export interface FlowSource {
  readonly kind: 'local' | 'directus';
  /** `undefined` when there is no flow of that slug. */
  find(slug: string, call?: Call): Promise<SourcedFlow | undefined>;
  /** Sorted by slug. */
  list(call?: Call): Promise<FlowListing[]>;
}
