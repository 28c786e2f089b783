import type { Catalogue } from '../catalogue.ts';
import { directoryOf } from '../facts/index.ts';
import { factsModule } from './facts-module.ts';
import { flowSchema } from './flow-schema.ts';
import { flowTestSchema } from './flow-test-schema.ts';
import { rulesDocument } from './rules-document.ts';
import { stepSchemas } from './step-schema.ts';
import { STEP_TYPES_FOLDER, stepTypesModules } from './step-types-modules.ts';
import { stepsDocument } from './steps-document.ts';

/** Folders in which every file is generated: whatever else stands there is left over from a removed step type. */
export const GENERATED_FOLDERS = ['schemas', 'schemas/steps', STEP_TYPES_FOLDER];

/** Everything that is written from the catalogue and the rules: texts by path, relative to the project. */
export function generatedFiles(catalogue: Catalogue): Map<string, string> {
  const files = new Map<string, string>();
  files.set('schemas/flow.schema.json', jsonText(flowSchema(catalogue)));
  files.set('schemas/flow-test.schema.json', jsonText(flowTestSchema()));
  for (const [type, schema] of Object.entries(stepSchemas(catalogue))) {
    files.set(`schemas/steps/${type.replaceAll(':', '-')}.json`, jsonText(schema));
  }
  files.set('src/facts/built-in-data.ts', factsModule(catalogue));
  for (const [path, text] of stepTypesModules(catalogue)) files.set(path, text);
  files.set('docs/steps.md', stepsDocument(catalogue));
  files.set('docs/rules.md', rulesDocument(directoryOf(catalogue)));
  return files;
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
