import type { FlowInspection, Touched } from './inspect-flow.ts';

export interface InspectionRow {
  what: string;
  value: string;
}

/** What a flow touches, in words, a row for each kind; kinds that it does not touch are left out. */
export function inspectionRows(inspection: FlowInspection): InspectionRow[] {
  const { services, collections, hosts, queues, models, directusFlows, environment, writes, steps, worstCase } =
    inspection;
  const rows: Array<[what: string, values: string[]]> = [
    ['Services', services.length === 0 ? ['none'] : services],
    ['Collections', wordsOf(collections, 'chosen when it runs')],
    ['Hosts', wordsOf(hosts, 'chosen when it runs')],
    ['Queues', wordsOf(queues, 'chosen when it runs')],
    ['Models', wordsOf(models, "the project's own")],
    ['Directus flows', wordsOf(directusFlows, 'chosen when it runs')],
    ['Environment', environment],
    ['Steps', [`${steps}, of which ${writes === 1 ? '1 changes' : `${writes} change`} something`]],
    ['Worst case', [worstCaseWords(worstCase)]],
  ];
  return rows.filter(([, values]) => values.length > 0).map(([what, values]) => ({ what, value: values.join(', ') }));
}

function wordsOf(touched: ReadonlyArray<Touched<string>>, unknown: string): string[] {
  return touched.map(({ name, ways }) => `${name ?? unknown} (${ways.join(', ')})`);
}

function worstCaseWords({ ms, assumptions }: FlowInspection['worstCase']): string {
  const seconds = Math.ceil(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const parts = [
    ...(hours === 0 ? [] : [`${hours.toLocaleString('en')} h`]),
    ...(minutes === 0 ? [] : [`${minutes} min`]),
    ...(hours > 0 || (seconds % 60 === 0 && minutes > 0) ? [] : [`${seconds % 60} s`]),
  ];
  return `${parts.join(' ')}${assumptions.length === 0 ? '' : `, if ${assumptions.join(' and ')}`}`;
}
