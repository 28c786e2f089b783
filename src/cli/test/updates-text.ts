import type { Palette } from '../render/palette.ts';
import type { FileUpdate } from './update-files.ts';

/** What `--update` wrote, and what it left. */
export function updatesText(updates: readonly FileUpdate[], palette: Palette): string {
  return updates
    .flatMap(({ file, changes, left, problem }) => [
      problem === undefined
        ? `${palette.strong(file)}  ${changes.length} ${changes.length === 1 ? 'expectation' : 'expectations'} updated`
        : `${palette.strong(file)}  ${palette.bad(`is not updated: ${problem}`)}`,
      ...changes.map(({ test, change }) => `  ${palette.good('~')} ${test}: ${change}`),
      ...left.map(({ test, message }) => `  ${palette.warning('!')} ${test}: left as it is: ${message}`),
    ])
    .join('\n');
}
