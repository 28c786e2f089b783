import type { Catalogue } from '../../catalogue.ts';
import { directoryOf, type StepDirectory } from '../../facts/index.ts';
import type { Json, JsonObject } from '../../json.ts';
import { compileJsonSchema } from '../../json-schema.ts';
import type { FlowStep, FlowSteps } from './flow-steps.ts';
import { isList, type Mock } from './mock.ts';
import { parsePath } from './parse-path.ts';
import type { DocumentPath, MockEntry } from './suite.ts';
import { subjectOf, type TestProblem } from './test-problem.ts';

/** A field of a result that the step could not give. */
interface ResultProblem {
  path: DocumentPath;
  message: string;
}

/** Tells which mocks could not come from the real steps. What it works out for one flow helps with the next. */
export class MockChecker {
  readonly #directory: StepDirectory;
  /** Schemas by their text: equal ones are compiled once. */
  readonly #schemas = new Map<string, JsonObject>();
  readonly #checked = new WeakMap<Mock, { step: FlowStep; problems: Promise<TestProblem[]> }>();

  constructor(catalogue: Catalogue) {
    this.#directory = directoryOf(catalogue);
  }

  /** The mocks of one test; their subjects start with `mocks`. */
  async check(mocks: ReadonlyMap<string, MockEntry>, steps: FlowSteps): Promise<TestProblem[]> {
    const problems: TestProblem[] = [];
    for (const [name, { mock, path }] of mocks) {
      const step = steps.find(name);
      if (step !== undefined) problems.push(...(await this.#checkMock(mock, step)));
      else problems.push({ kind: 'mock', subject: `mocks.${name}`, message: steps.unknown(name), path });
    }
    return problems;
  }

  /** What is wrong with a result, by what the step's settings say of it. */
  async resultProblems(step: FlowStep, config: JsonObject, value: Json): Promise<ResultProblem[]> {
    const { stepType } = step;
    if ('not' in stepType.resultSchema) return [{ path: [], message: `a step "${step.step.type}" has no result` }];
    const narrowed = this.#directory.factsOf(step.step.type)?.resultType(config);
    for (const schema of narrowed === undefined ? [stepType.resultSchema] : [narrowed, stepType.resultSchema]) {
      const found = await this.#schemaProblems(schema, value);
      if (found.length > 0) return found;
    }
    // What a schema of zod says and a JSON Schema cannot.
    const parsed = stepType.result.safeParse(value);
    if (parsed.success) return [];
    return parsed.error.issues.map(({ path, message }) => ({ path: path as DocumentPath, message }));
  }

  /** A mock that several tests share is looked at once. */
  #checkMock(mock: Mock, step: FlowStep): Promise<TestProblem[]> {
    const checked = this.#checked.get(mock);
    if (checked?.step === step) return checked.problems;
    const problems = this.#problemsOf(mock, step);
    this.#checked.set(mock, { step, problems });
    return problems;
  }

  async #problemsOf(mock: Mock, step: FlowStep): Promise<TestProblem[]> {
    if (isList(mock)) return (await Promise.all(mock.entries.map((entry) => this.#checkMock(entry, step)))).flat();
    if (mock.kind !== 'value') return [];
    const problems = await this.resultProblems(step, step.step.config, mock.value);
    return problems.map((problem) => mockProblem(mock.path, step, problem));
  }

  async #schemaProblems(schema: JsonObject, value: Json): Promise<ResultProblem[]> {
    const text = JSON.stringify(schema);
    let known = this.#schemas.get(text);
    if (known === undefined) this.#schemas.set(text, (known = schema));
    try {
      const { problems } = (await compileJsonSchema(known)).validate(value);
      return problems.map(({ path, message }) => ({ path: parsePath(path), message: withoutSubject(message, path) }));
    } catch {
      // A schema that is none: whoever checks the flow says so.
      return [];
    }
  }
}

/** A mock that the step refuses. */
export function mockProblem(path: DocumentPath, step: FlowStep, { path: field, message }: ResultProblem): TestProblem {
  const at = [...path, ...field];
  return {
    kind: 'mock',
    subject: subjectOf(at.slice(at.indexOf('mocks'))),
    message: `${message}; a step "${step.step.type}" with these settings gives no such result`,
    path: at,
  };
}

/** The subject stands before the message already. */
function withoutSubject(message: string, path: string): string {
  const subject = path === '' ? 'the value' : path;
  return message.startsWith(subject) ? message.slice(subject.length).replace(/^:? /, '') : message;
}
