import { builtInFacts, type StepDirectory } from '../../../facts/index.ts';
import { readSteps, type OnError, type Step } from '../../../flow/index.ts';
import { isJsonObject, type Json } from '../../../json.ts';
import type { RawSettingKind } from '../../../step.ts';
import { text, type Code, type Statement } from './code.ts';
import { ejectCondition, type EjectContext } from './eject-text.ts';
import { ejectConstant, ejectValue } from './eject-value.ts';
import { NameScope, variableOf } from './names.ts';
import { quote } from './quote.ts';

export interface StepContext extends EjectContext {
  /** The step types of the project. */
  readonly steps: StepDirectory;
  /** Whether code behind reads the variable. */
  isUsed(variable: string): boolean;
}

/** The statements that add a list of steps; their results are declared in the scope of the context. */
export function ejectSteps(list: readonly Json[], context: StepContext): Statement[] {
  return readSteps(list, '').steps.map((step) => {
    const value = step.type === 'loop' ? loopCode(step, context) : stepCode(step, context);
    if (step.key === undefined) return { head: '', value };
    const variable = variableOf(step.key);
    // The code of a loop and of branches returns nothing, so their results are open there.
    const schema = HOLDS_STEPS.has(step.type) ? undefined : resultSchema(step, context);
    context.names.declare(step.key, { variable, schema });
    return { head: context.isUsed(variable) ? `const ${variable} = ` : '', value };
  });
}

const HOLDS_STEPS: ReadonlySet<string> = new Set(['condition', 'loop', 'parallel', 'wait-for']);

/** What the types know of a result; `undefined`: nothing, as of a type of the project's own. */
function resultSchema({ type, config }: Step, { steps }: StepContext): unknown {
  const facts = builtInFacts().factsOf(type) === undefined ? undefined : steps.factsOf(type);
  return facts?.resultType(config) ?? facts?.result;
}

function stepCode(step: Step, context: StepContext): Code {
  context.use('step');
  const rawSettings = context.steps.factsOf(step.type)?.rawSettings ?? {};
  const isBuiltIn = builtInFacts().factsOf(step.type) !== undefined;
  const entries = Object.entries(step.config).map(([name, value]): [string, Code] => {
    // In an expression "input" is then the setting of that name.
    const isHidden = name === 'expression' && step.type === 'transform' && Object.hasOwn(step.config, 'input');
    return [name, settingCode(value, isHidden ? 'value' : rawSettings[name], context)];
  });
  const type = isBuiltIn
    ? text(quote(step.type))
    : { kind: 'object' as const, entries: [['type', text(quote(step.type))] as const] };
  return call('step', step, [type, { kind: 'object', entries }], context);
}

function loopCode(step: Step, context: StepContext): Code {
  context.use('loop');
  const { steps = [], ...settings } = step.config;
  const entries = Object.entries(settings).map(([name, value]) => [name, ejectValue(value, context)] as const);
  const as = typeof settings['as'] === 'string' ? settings['as'] : 'item';
  const item = as === 'item' ? 'item' : variableOf(as);
  const inner = nested(context, [
    [as, item],
    ['index', 'index'],
  ]);
  const statements = ejectSteps(steps as Json[], inner);
  const parameters = [
    ...(inner.isUsed(item) ? [item === 'item' ? 'item' : `item: ${item}`] : []),
    ...(inner.isUsed('index') ? ['index'] : []),
  ];
  const body: Code = {
    kind: 'function',
    parameters: parameters.length === 0 ? '()' : `({ ${parameters.join(', ')} })`,
    statements,
  };
  return call('loop', step, [{ kind: 'object', entries }, body], context);
}

function call(callee: string, step: Step, values: readonly Code[], context: StepContext): Code {
  const envelope = envelopeEntries(step, context);
  return {
    kind: 'call',
    callee,
    values: [
      text(step.key === undefined ? 'null' : quote(step.key)),
      ...values,
      ...(envelope.length === 0 ? [] : [{ kind: 'object' as const, entries: envelope }]),
    ],
  };
}

function settingCode(value: Json, kind: RawSettingKind | 'value' | undefined, context: StepContext): Code {
  if (kind === 'expression' && (typeof value === 'string' || typeof value === 'boolean')) {
    return ejectCondition(value, context);
  }
  if (kind === 'steps' && Array.isArray(value)) return bodyCode(value, context);
  if (kind === 'named-steps' && isJsonObject(value)) {
    const entries = Object.entries(value).map(([name, steps]) => [name, bodyCode(steps as Json[], context)] as const);
    return { kind: 'object', entries };
  }
  return kind === 'value' ? ejectConstant(value) : ejectValue(value, context);
}

function bodyCode(steps: readonly Json[], context: StepContext): Code {
  return { kind: 'function', parameters: '()', statements: ejectSteps(steps, nested(context, [])) };
}

const ENVELOPE: ReadonlySet<string> = new Set(['description', '$lint', 'when', 'timeout_ms', 'retry', 'on_error']);

/** In the order of the document. */
function envelopeEntries(step: Step, context: StepContext): (readonly [string, Code])[] {
  const { raw } = step;
  const names = Object.keys(raw).filter((name) => ENVELOPE.has(name));
  return names.map((name) => [name, envelopeCode(name, raw[name]!, step, context)] as const);
}

function envelopeCode(name: string, value: Json, step: Step, context: StepContext): Code {
  if (name === 'when') return ejectCondition(value as string | boolean, context);
  if (name === 'on_error' && typeof step.onError === 'object') return handlerCode(step.onError, context);
  return ejectConstant(value);
}

function handlerCode({ steps }: Exclude<OnError, string>, context: StepContext): Code {
  const inner = nested(context, [['error', 'error']]);
  const statements = ejectSteps(steps, inner);
  return { kind: 'function', parameters: inner.isUsed('error') ? '({ error })' : '()', statements };
}

/** Inside a function: what is declared there is not seen outside, and whether its parameters are used is asked there. */
function nested(context: StepContext, parameters: readonly (readonly [name: string, variable: string])[]): StepContext {
  const names = new NameScope(context.names);
  for (const [name, variable] of parameters) names.declare(name, { variable, schema: undefined });
  const own = new Set<string>();
  const isOwn = (variable: string) => parameters.some(([, parameter]) => parameter === variable);
  return {
    ...context,
    names,
    use: (variable) => (isOwn(variable) ? void own.add(variable) : context.use(variable)),
    isUsed: (variable) => (isOwn(variable) ? own.has(variable) : context.isUsed(variable)),
  };
}
