import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { withoutTestEnding } from './find-test-files.ts';

const ENDINGS = ['.json', '.ts'];

/**
 * The file of the flow that a test file is about, or the places where there is none.
 *
 * @param flow what the test file names: a path relative to it, or a slug; `undefined`: the flow that is named like the file
 * @param directory the project's folder of flows
 */
export function findTestedFlow(
  testFile: string,
  flow: string | undefined,
  directory: string,
): { file: string } | { looked: string[] } {
  const folder = dirname(testFile);
  const isPath = flow !== undefined && /[\\/]|\.(?:json|ts)$/i.test(flow);
  const looked = isPath
    ? [resolve(folder, flow)]
    : (flow === undefined ? [withoutTestEnding(testFile)] : [join(folder, flow), join(directory, flow)]).flatMap(
        (base) => ENDINGS.map((ending) => base + ending),
      );
  const file = looked.find((path) => existsSync(path));
  return file === undefined ? { looked: [...new Set(looked)] } : { file };
}
