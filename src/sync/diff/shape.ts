import { isJsonObject, type Json } from '../../json.ts';
import { builtInNestedSettings, type NestedSettings } from '../../flow/nested-steps.ts';

/** What is known of a value by its place in a flow document. */
export interface Shape {
  kind: 'steps' | 'step' | 'other';
  /** The shape of what stands under a key. `value` is what stands here: the type of a step tells which settings hold steps. */
  under(key: string, value: Json): Shape;
}

/** The shape of a whole document. A catalogue tells the settings of a project's own step types. */
export function documentShape(settings: NestedSettings = builtInNestedSettings): Shape {
  const other: Shape = { kind: 'other', under: () => other };
  const step: Shape = { kind: 'step', under: settingOf };
  const steps: Shape = { kind: 'steps', under: () => step };
  const branches: Shape = { kind: 'other', under: () => steps };
  const handler = holder((key) => (key === 'steps' ? steps : other));

  function holder(under: (key: string) => Shape): Shape {
    return { kind: 'other', under };
  }

  function settingOf(key: string, value: Json): Shape {
    if (key === 'on_error') return handler;
    const type = isJsonObject(value) && typeof value['type'] === 'string' ? value['type'] : '';
    const nested = settings(type);
    if (nested === undefined) return other;
    const listUnder = (name: string): Shape => {
      const kind = Object.hasOwn(nested, name) ? nested[name] : undefined;
      if (kind === 'steps') return steps;
      return kind === 'named-steps' ? branches : other;
    };
    return key === 'config' ? holder(listUnder) : listUnder(key);
  }

  return holder((key) => (key === 'steps' || key === 'finally' ? steps : other));
}
