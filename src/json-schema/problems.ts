import type { ErrorObject } from 'ajv';
import { escapePointer, pathOf } from './path.ts';
import { phraseOf } from './phrase.ts';

/** One way in which a value does not fit its schema. */
export interface SchemaProblem {
  /** The field, `posts[0].title`; empty for the value as a whole. */
  path: string;
  /** A sentence that names the field. */
  message: string;
}

/** The errors of the validator in our words, each mistake once; with or without what was received. */
export function problemsOf(errors: ErrorObject[], isQuoting: boolean): SchemaProblem[] {
  const kept = withoutBranches(errors);
  const problems = (kept.length > 0 ? kept : errors).map((error) => {
    const path = fieldOf(error);
    const name = path === '' ? 'the value' : path;
    const isBare = error.keyword === 'required' || error.keyword === 'additionalProperties';
    return { path, message: `${name}${isBare ? '' : ':'} ${phraseOf(error, isQuoting)}` };
  });
  return problems.filter(({ message }, index) => problems.findIndex((other) => other.message === message) === index);
}

/**
 * One mistake is one problem: of an `anyOf` either the errors of the one branch that was meant, or that none fits.
 * A branch was meant when it alone is of the value's type.
 */
function withoutBranches(errors: ErrorObject[]): ErrorObject[] {
  const isChoice = ({ keyword }: ErrorObject) => keyword === 'anyOf' || keyword === 'oneOf';
  const settled = errors.filter((error) => isChoice(error) && meantBranch(error) !== undefined);
  const choices = errors.filter((error) => isChoice(error) && !settled.includes(error));
  const isInOtherBranch = (error: ErrorObject) =>
    settled.some(({ schemaPath, ...choice }) => {
      const isInside = error.schemaPath.startsWith(`${schemaPath}/`);
      return isInside && !error.schemaPath.startsWith(`${schemaPath}/${meantBranch(choice)}/`);
    });
  const isInBranch = (error: ErrorObject, index: number) =>
    choices.some((choice) => {
      if (choice === error || !error.instancePath.startsWith(choice.instancePath)) return false;
      // Errors behind a $ref carry the path of the definition; they stand before the error of their choice.
      const isBehindReference = error.schemaPath.startsWith('#/$defs/') && index < errors.indexOf(choice);
      return isBehindReference || error.schemaPath.startsWith(`${choice.schemaPath}/`);
    });
  return errors.filter(
    (error, index) =>
      error.keyword !== 'if' && !settled.includes(error) && !isInOtherBranch(error) && !isInBranch(error, index),
  );
}

function meantBranch({ schema, data }: Pick<ErrorObject, 'schema' | 'data'>): number | undefined {
  const type = Array.isArray(data) ? 'array' : typeof data;
  const fitting = [...(schema as Array<{ type?: unknown }>).entries()].filter(([, branch]) => branch.type === type);
  const isAlone =
    fitting.length === 1 &&
    (schema as Array<object | boolean>).every((branch) => typeof branch === 'object' && 'type' in branch);
  return isAlone ? fitting[0]?.[0] : undefined;
}

function fieldOf(error: ErrorObject): string {
  const { missingProperty, additionalProperty, unevaluatedProperty } = error.params as Record<string, unknown>;
  const own = missingProperty ?? additionalProperty ?? unevaluatedProperty;
  return typeof own === 'string' ? pathOf(`${error.instancePath}/${escapePointer(own)}`) : pathOf(error.instancePath);
}
