import type { StepDirectory } from '../../../facts/index.ts';
import { FLAT_STEP_TYPES } from '../../../flow/step-keys.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../json.ts';
import { layStatements, text, type Code } from './code.ts';
import { ejectSteps, type StepContext } from './eject-step.ts';
import { ejectConstant, ejectValue } from './eject-value.ts';
import { NameScope } from './names.ts';
import { quote } from './quote.ts';

export interface EjectOptions {
  /** The step types of the project. */
  steps: StepDirectory;
  /** What the code imports `defineFlow` from. Default: `genie-actions/flow`, which loads nothing else. */
  from?: string;
}

/**
 * A flow document as a TypeScript module whose default export is that flow. Building the module gives the same document, with
 * the keys of flow and steps in the order of the documentation. The document must be one without problems.
 */
export function ejectFlow(document: JsonObject, { steps, from = 'genie-actions/flow' }: EjectOptions): string {
  // Which results are read is known at the end; the second pass writes what the first one found.
  const used = new Set<string>();
  write(document, steps, used);
  const code = write(document, steps, used);
  return `import { defineFlow } from ${quote(from)};\n\n${layStatements([{ head: 'export default ', value: code }], '')}\n`;
}

const GIVEN = ['input', 'context', 'user', 'env', 'step', 'loop', 'always', 't', 'expr', 'ref', 'at'];

const HEAD = [
  '$schema',
  '$lint',
  'slug',
  'name',
  'description',
  'active',
  'confirm',
  'input',
  'output_schema',
  'timeout_ms',
];

/** What the types know of it without the project's own declarations. */
const CONTEXT_SCHEMA = { properties: { user_id: {}, timestamp: {} } };
const USER_SCHEMA = { properties: { id: {} } };

function write(document: JsonObject, steps: StepDirectory, used: Set<string>): Code {
  const dialect = dialectOf(document);
  const names = new NameScope();
  names.declare('input', { variable: 'input', schema: document['input'] });
  names.declare('context', { variable: 'context', schema: CONTEXT_SCHEMA });
  names.declare('user', { variable: 'user', schema: USER_SCHEMA });
  names.declare('env', { variable: 'env', schema: undefined });
  const context: StepContext = {
    dialect,
    names,
    steps,
    use: (variable) => void used.add(variable),
    isUsed: (variable) => used.has(variable),
  };
  const statements = ejectSteps(document['steps'] as Json[], context);
  const last = document['finally'];
  if (Array.isArray(last)) {
    context.use('always');
    const body: Code = { kind: 'function', parameters: '()', statements: ejectSteps(last, context) };
    statements.push({ head: '', value: { kind: 'call', callee: 'always', values: [body] } });
  }
  if (document['output'] !== undefined) {
    statements.push({ head: 'return ', value: ejectValue(document['output'], context) });
  }
  const given = GIVEN.filter((name) => used.has(name));
  const parameters = given.length === 0 ? '()' : `({ ${given.join(', ')} })`;
  return {
    kind: 'call',
    callee: 'defineFlow',
    values: [headCode(document, dialect), { kind: 'function', parameters, statements }],
  };
}

function headCode(document: JsonObject, dialect: 1 | 2): Code {
  const entries = HEAD.filter((key) => document[key] !== undefined).map((key): readonly [string, Code] => [
    key,
    ejectConstant(document[key]!),
  ]);
  return { kind: 'object', entries: dialect === 1 ? entries : [...entries, ['dialect', text('2')]] };
}

/** How the first step is spelt that could be spelt both ways; 1 where none tells. */
function dialectOf({ steps }: JsonObject): 1 | 2 {
  const telling = (steps as Json[]).find(
    (step) => isJsonObject(step) && typeof step['type'] === 'string' && FLAT_STEP_TYPES.has(step['type']),
  );
  return isJsonObject(telling) && telling['config'] === undefined ? 2 : 1;
}
