import type { Catalogue } from '../../catalogue.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { SERVICE_NAMES } from '../../ports/index.ts';
import { printable, wrapText } from './fit-text.ts';
import { jsonText } from './json-text.ts';
import type { Palette } from './palette.ts';
import { settingsText } from './settings-text.ts';

export interface FlowView {
  catalogue: Catalogue;
  origin: string;
  palette: Palette;
  /** Columns. */
  width: number;
}

/** The services that the steps of a flow need, those of inner steps included. */
export function neededServices(flow: Json, catalogue: Catalogue): string[] {
  const steps = isJsonObject(flow) ? [...stepsIn(flow['steps']), ...stepsIn(flow['finally'])] : [];
  const names = new Set<string>(steps.flatMap(({ step }) => catalogue.get(textOf(step['type']))?.needs ?? []));
  return SERVICE_NAMES.filter((service) => names.has(service));
}

/** A flow in words: what it takes, what it does, what it gives. */
export function flowDetails(flow: Json, { catalogue, origin, palette, width }: FlowView): string {
  if (!isJsonObject(flow)) return `${origin} is not a flow`;
  const state = flow['active'] === false ? palette.warning('inactive') : palette.good('active');
  const lines = [`${palette.strong(textOf(flow['slug']))}  ${textOf(flow['name'])}  ${state}  ${palette.dim(origin)}`];
  if (typeof flow['description'] === 'string') lines.push(...wrapText(flow['description'], Math.min(width, 100)));
  lines.push('', palette.dim('Parameters'), parametersText(flow['input'], palette, width));
  lines.push('', palette.dim('Steps'), ...stepLines(flow['steps'], palette, width));
  if (Array.isArray(flow['finally']))
    lines.push('', palette.dim('Finally'), ...stepLines(flow['finally'], palette, width));
  const services = neededServices(flow, catalogue);
  lines.push('', `${palette.dim('Needs ')} ${services.join(', ') || 'nothing'}`);
  if (flow['output'] !== undefined) lines.push('', palette.dim('Output'), jsonText(flow['output'], palette));
  return lines.join('\n');
}

function parametersText(input: Json | undefined, palette: Palette, width: number): string {
  const hasProperties = isJsonObject(input) && isJsonObject(input['properties']);
  return hasProperties ? settingsText(input, palette, width) : '  any object';
}

function stepLines(steps: Json | undefined, palette: Palette, columns: number): string[] {
  const all = stepsIn(steps);
  const labels = all.map(
    ({ step, depth, branch }) => `${'  '.repeat(depth)}${branch}${textOf(step['result_key'] ?? step['name'] ?? '-')}`,
  );
  const width = Math.min(40, Math.max(0, ...labels.map((label) => label.length)));
  const margin = ' '.repeat(width + 4);
  return all.flatMap(({ step }, index) => {
    const about = [
      ...(step['when'] === undefined ? [] : wrapText(`when ${textOf(step['when'])}`, columns - margin.length)),
      ...(typeof step['description'] === 'string' ? wrapText(step['description'], columns - margin.length) : []),
    ];
    const line = `  ${labels[index]!.padEnd(width)}  ${palette.accent(textOf(step['type']))}`;
    return [line].concat(about.map((text) => `${margin}${palette.dim(text)}`));
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
