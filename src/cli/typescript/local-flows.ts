import type { FlowSource } from '../../ports/index.ts';
import { flowModulesIn, isFlowModule } from './flow-module-names.ts';

/** The flow in a file, JSON or TypeScript. */
export async function fileFlows(file: string): Promise<FlowSource> {
  if (isFlowModule(file)) return (await import('./module-source.ts')).moduleFile(file);
  return (await import('../../adapters/flow-file.ts')).flowFile(file);
}

/** The flows of a folder, JSON and TypeScript. */
export async function folderFlows(directory: string): Promise<FlowSource> {
  const json = (await import('../../adapters/flow-folder.ts')).flowFolder(directory);
  if (flowModulesIn(directory).length === 0) return json;
  return (await import('./module-source.ts')).folderWithModules(directory, json);
}
