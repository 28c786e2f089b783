import type { Catalogue } from '../../catalogue.ts';
import { typeText } from '../../codegen/type-text.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { printable, wrapText } from './fit-text.ts';
import type { Palette } from './palette.ts';

export interface FlowView {
  catalogue: Catalogue;
  origin: string;
  palette: Palette;
}

/** The services that the steps of a flow need, those of inner steps included. */
export function neededServices(flow: Json, catalogue: Catalogue): string[] {
  const steps = isJsonObject(flow) ? [...stepsIn(flow['steps']), ...stepsIn(flow['finally'])] : [];
  const names = steps.flatMap(({ step }) => catalogue.get(textOf(step['type']))?.needs ?? []);
  return [...new Set<string>(names)].sort();
}

/** A flow in words: what it takes, what it does, what it gives. */
export function flowDetails(flow: Json, { catalogue, origin, palette }: FlowView): string {
  if (!isJsonObject(flow)) return `${origin} is not a flow`;
  const state = flow['active'] === false ? palette.warning('inactive') : palette.good('active');
  const lines = [`${palette.strong(textOf(flow['slug']))}  ${textOf(flow['name'])}  ${state}  ${palette.dim(origin)}`];
  if (typeof flow['description'] === 'string') lines.push(...wrapText(flow['description'], 100));
  lines.push('', palette.dim('Parameters'), ...parameterLines(flow['input'], palette));
  lines.push('', palette.dim('Steps'), ...stepLines(flow['steps'], palette));
  if (Array.isArray(flow['finally'])) lines.push('', palette.dim('Finally'), ...stepLines(flow['finally'], palette));
  const services = neededServices(flow, catalogue);
  lines.push('', `${palette.dim('Needs ')} ${services.join(', ') || 'nothing'}`);
  if (flow['output'] !== undefined) lines.push(`${palette.dim('Output')} ${JSON.stringify(flow['output'])}`);
  return lines.join('\n');
}

function parameterLines(input: Json | undefined, palette: Palette): string[] {
  const properties =
    isJsonObject(input) && isJsonObject(input['properties']) ? Object.entries(input['properties']) : [];
  if (properties.length === 0) return ['  any object'];
  const required = new Set(isJsonObject(input) ? (input['required'] as string[] | undefined) : []);
  const width = Math.max(...properties.map(([name]) => name.length)) + 1;
  return properties.map(([name, schema]) => {
    const { description } = isJsonObject(schema) ? schema : {};
    const mark = required.has(name) ? palette.warning('*') : ' ';
    const about = typeof description === 'string' ? `  ${palette.dim(printable(description))}` : '';
    return `  ${palette.accent(name)}${mark}${' '.repeat(width - name.length)}${typeText(schema)}${about}`;
  });
}

function stepLines(steps: Json | undefined, palette: Palette): string[] {
  const all = stepsIn(steps);
  const labels = all.map(
    ({ step, depth, branch }) => `${'  '.repeat(depth)}${branch}${textOf(step['result_key'] ?? step['name'] ?? '-')}`,
  );
  const width = Math.min(40, Math.max(0, ...labels.map((label) => label.length)));
  return all.map(({ step }, index) => {
    const condition = step['when'] === undefined ? '' : palette.dim(`  when ${textOf(step['when'])}`);
    const about = typeof step['description'] === 'string' ? palette.dim(`  ${printable(step['description'])}`) : '';
    return `  ${labels[index]!.padEnd(width)}  ${palette.accent(textOf(step['type']))}${condition}${about}`;
  });
}

interface PlacedStep {
  step: JsonObject;
  depth: number;
  /** The setting or branch that holds the step, such as `then: `. */
  branch: string;
}

/** A list of steps and the lists inside them, in the order of the document. */
function stepsIn(list: Json | undefined, depth = 0, branch = ''): PlacedStep[] {
  if (!Array.isArray(list)) return [];
  return list.filter(isJsonObject).flatMap((step) => [{ step, depth, branch }].concat(innerSteps(step, depth + 1)));
}

function innerSteps(step: JsonObject, depth: number): PlacedStep[] {
  const settings = isJsonObject(step['config']) ? { ...step, ...step['config'] } : step;
  const branches = isJsonObject(settings['branches']) ? Object.entries(settings['branches']) : [];
  const handler = isJsonObject(settings['on_error']) ? settings['on_error']['steps'] : undefined;
  return [
    ...stepsIn(settings['then'], depth, 'then: '),
    ...stepsIn(settings['else'], depth, 'else: '),
    ...stepsIn(settings['steps'], depth),
    ...branches.flatMap(([name, steps]) => stepsIn(steps, depth, `${name}: `)),
    ...stepsIn(handler, depth, 'on error: '),
  ];
}

function textOf(value: Json | undefined): string {
  return printable(typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value));
}
