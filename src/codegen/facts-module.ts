import type { Catalogue } from '../catalogue.ts';
import { plainFacts } from '../facts/plain-facts.ts';
import { stepBehaviours } from '../operations/step-behaviours.ts';
import type { StepType } from '../step.ts';
import { GENERATED } from './generated.ts';

/** The module that holds the facts of the built-in step types: JSON texts by type, so that a check reads only what it needs. */
export function factsModule(catalogue: Catalogue): string {
  const lines = catalogue.types.map((stepType) => `  ${keyOf(stepType.type)}: ${templateOf(entryOf(stepType))},\n`);
  return [
    `// ${GENERATED}\n`,
    '/** What the built-in step types say about themselves, each as a JSON text. */\n',
    `export const BUILT_IN_DATA: Readonly<Record<string, string>> = {\n${lines.join('')}};\n`,
  ].join('');
}

function entryOf(stepType: StepType): object {
  const behaviour = Object.hasOwn(stepBehaviours, stepType.type)
    ? stepBehaviours[stepType.type as keyof typeof stepBehaviours]
    : {};
  return 'effect' in behaviour ? plainFacts(stepType) : { ...plainFacts(stepType), effect: stepType.effectOf({}) };
}

function keyOf(type: string): string {
  return /^[a-z_]\w*$/.test(type) ? type : `'${type}'`;
}

/** Inside JSON a sign may be written as its number; so nothing ends the template before its end. */
function templateOf(value: object): string {
  const text = JSON.stringify(value)
    .replaceAll('`', String.raw`\u0060`)
    .replaceAll('${', String.raw`\u0024{`);
  return `String.raw\`${text}\``;
}
