import { GenieError, UsageError } from '../../errors.ts';
import { firstPlace, placeText } from '../../kit/flow/call-place.ts';

/** Why a module of flows could not be run: where, and what helps. */
export function moduleFailure(file: string, thrown: unknown): UsageError {
  const { code, message, stack = '' } = asError(thrown);
  const [first = ''] = message.split('\n');
  const detail = [placeOf(file, stack, thrown), ...wayOut(code, first, thrown)].filter((line) => line !== undefined);
  return new UsageError('FLOW_MODULE_FAILED', `The flow's module cannot be run: ${sentenceOf(code, first)}`, {
    detail: [...new Set(detail)].join('\n'),
    data: { file },
    cause: thrown,
  });
}

function asError(thrown: unknown): { code: string | undefined; message: string; stack?: string } {
  if (!(thrown instanceof Error)) return { code: undefined, message: String(thrown) };
  const { code } = thrown as NodeJS.ErrnoException;
  return { code, message: thrown.message, ...(thrown.stack === undefined ? {} : { stack: thrown.stack }) };
}

/** The line of the module, else the module: an error of the builder knows its place itself. */
function placeOf(file: string, stack: string, thrown: unknown): string | undefined {
  if (thrown instanceof GenieError && thrown.detail !== undefined) return thrown.detail;
  const place = firstPlace(stack, file);
  if (place !== undefined) return placeText(place);
  // Of what does not parse, the stack begins with the file and the line.
  const [, line] = /^(?:file:\/\/)?[^\n]*?(?:\?[^:\n]*)?:(\d+)\n/.exec(stack) ?? [];
  return line === undefined || !stack.slice(0, stack.indexOf('\n')).includes(file) ? file : `${file}:${line}`;
}

function sentenceOf(code: string | undefined, message: string): string {
  const text = message.replace(/^\[\w+\]:?\s*/, '');
  return code === 'ERR_MODULE_NOT_FOUND' ? text.replace(/ imported from .*$/, '') : text;
}

function wayOut(code: string | undefined, message: string, thrown: unknown): string[] {
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') {
    return [
      'Node only takes types away: write no enum, namespace or parameter property ("erasableSyntaxOnly" in tsconfig.json).',
    ];
  }
  const [, name] = /Cannot find package '([^']+)'/.exec(message) ?? [];
  if (name !== undefined) return [`Install it beside the flows: npm install ${name}`];
  if (code === 'ERR_MODULE_NOT_FOUND')
    return ['An import names the file with its ending: import { x } from "./shared.ts".'];
  const reason = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause.message : undefined;
  return reason === undefined ? [] : [`Cause: ${reason}`];
}
