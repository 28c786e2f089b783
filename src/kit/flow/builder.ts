import type { Json } from '../../json.ts';
import { callPlace } from './call-place.ts';
import { FlowDefinitionError } from './definition-error.ts';
import type { FlowRecorder } from './flow-recorder.ts';
import { makeReference, partsOf } from './reference.ts';
import { expr, t } from './tags.ts';
import type { FlowBuilder, StepTypeLike } from './types/builder.ts';
import type { StepEnvelope } from './types/setting.ts';

type LoopBody = (scope: Readonly<Record<string, object>>) => unknown;

interface GivenLoop {
  as?: string | undefined;
  [setting: string]: unknown;
}

/** What the function of a flow gets. Its types are those of `FlowBuilder`, which nothing at run time knows. */
export function makeBuilder(recorder: FlowRecorder, atLast: Json[]): unknown {
  const builder = {
    input: recorder.reference('input'),
    context: recorder.reference('context'),
    user: recorder.reference('user'),
    env: recorder.reference('env'),
    step: function step(
      key: string | null,
      type: string | StepTypeLike,
      settings: object,
      envelope: StepEnvelope = {},
    ) {
      const name = typeof type === 'string' ? type : type.type;
      return recorder.add({ type: name, key, settings, envelope }, callPlace(step));
    },
    loop: function loop(key: string | null, settings: GivenLoop, body: LoopBody, envelope: StepEnvelope = {}) {
      const item = settings.as ?? 'item';
      const steps: LoopBody = (scope) => body({ item: scope[item]!, index: scope['index']! });
      const parts = { type: 'loop', key, settings: { ...settings, steps }, envelope, locals: [item, 'index'] };
      return recorder.add(parts, callPlace(loop));
    },
    always: (add: () => unknown) => void recorder.collect('/finally', add, atLast),
    t,
    expr,
    ref: (name: string) => recorder.reference(name),
    at: (reference: object, ...path: (string | number)[]) => {
      const parts = partsOf(reference);
      if (parts?.kind !== 'reference') throw new FlowDefinitionError('at() reads from a reference, which this is not');
      return makeReference(parts.root, [...parts.path, ...path]);
    },
  } satisfies Record<keyof FlowBuilder, unknown>;
  return Object.freeze(builder);
}
