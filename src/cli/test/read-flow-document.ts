import { readFile } from 'node:fs/promises';

/** The document of a flow file, or why there is none. */
export async function readFlowDocument(path: string, file: string): Promise<{ text: string } | { problem: string }> {
  try {
    return { text: await readFile(path, 'utf8') };
  } catch (thrown) {
    return { problem: `the flow ${file} cannot be read: ${(thrown as Error).message}` };
  }
}
