import type { Flow } from '../flow/index.ts';
import type { JsonObject } from '../json.ts';
import { readCallableFlows, type FlowsForModels } from './callable-flows.ts';
import { shapeSchema } from './shape-schema.ts';

const TRIGGER = '[ACTION:';

/** A structural tag as xgrammar (vLLM, SGLang, MLC, TensorRT-LLM) takes it. */
export interface StructuralTag {
  type: 'structural_tag';
  format: {
    type: 'triggered_tags';
    triggers: string[];
    tags: { type: 'tag'; begin: string; content: { type: 'json_schema'; json_schema: JsonObject }; end: string }[];
    at_least_one: false;
    stop_after_first: false;
  };
}

/**
 * Any text until `[ACTION:`; then the slug of an active flow, parameters of the shape of its `input`, and `]`.
 * With no flow that a tag could start, `undefined`: a structural tag needs at least one.
 */
export function createStructuralTag(flows: readonly Flow[], options: FlowsForModels = {}): StructuralTag | undefined {
  const { callable } = readCallableFlows(flows, options);
  if (callable.length === 0) return undefined;
  return {
    type: 'structural_tag',
    format: {
      type: 'triggered_tags',
      triggers: [TRIGGER],
      tags: callable.map(({ flow, shape }) => ({
        type: 'tag',
        begin: `${TRIGGER}${flow.slug}:`,
        content: { type: 'json_schema', json_schema: shapeSchema(shape) },
        end: ']',
      })),
      at_least_one: false,
      stop_after_first: false,
    },
  };
}
