import { existsSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { Document } from 'yaml';
import type { FlowModel } from '../../check/model/index.ts';
import type { ProjectSettings } from '../../config/types.ts';
import type { Json, JsonObject } from '../../json.ts';
import { sampleOf } from '../../operations/json-schema-sample.ts';
import { FlowSteps } from '../../kit/testing/flow-steps.ts';
import { openCatalogue } from '../open-project.ts';
import type { Session } from '../session.ts';
import { readModel } from '../view/read-model.ts';
import type { NewFile, NewRequest } from './new-file.ts';

/** A test of a flow that is there: an input that fits, and for every outside call the answer of a dry run. */
export async function newTest(session: Session, { name, settings }: NewRequest): Promise<NewFile> {
  const { model } = await readModel(session, name, {});
  const { flow } = model;
  const mocks = await mocksOf(model, settings);
  const context = contextOf(model);
  const document = new Document({
    tests: [
      {
        name: 'runs to its end',
        input: inputOf(flow.input),
        ...(Object.keys(context).length === 0 ? {} : { context }),
        ...(Object.keys(mocks).length === 0 ? {} : { mocks }),
        expect: {},
      },
    ],
  });
  const text = `${schemaComment(settings)}${String(document)}`;
  return {
    path: join(settings.flows.directory, `${slugOf(flow.slug, name)}.test.yaml`),
    text,
    next: `\nNext\n  genie-actions test ${flow.slug} --update\n  genie-actions test ${flow.slug} --coverage`,
  };
}

/** What has to be answered for: a test asks nobody outside. */
async function mocksOf({ flow }: FlowModel, settings: ProjectSettings): Promise<JsonObject> {
  const { all } = new FlowSteps(flow, await openCatalogue(settings));
  const outside = all.filter(({ isOutside }) => isOutside);
  return Object.fromEntries(outside.map(({ reference }) => [reference, { $stub: {} }]));
}

/** What the host would vouch for, as far as the flow asks. */
function contextOf({ references }: FlowModel): JsonObject {
  const names = references.flatMap(({ binding, fields }) => {
    if (binding?.kind === 'user') return ['user_id'];
    return binding?.kind === 'context' && typeof fields[0] === 'string' ? [fields[0]] : [];
  });
  return Object.fromEntries([...new Set(names)].map((name) => [name, `${name.replaceAll('_', '-')}-1`]));
}

function inputOf(schema: JsonObject | undefined): Json {
  return schema === undefined ? {} : sampleOf(schema);
}

/** The schema for editors, where the project has one. */
function schemaComment({ root, flows }: ProjectSettings): string {
  const schema = join(root, '.genie-actions/flow-test.schema.json');
  if (!existsSync(schema)) return '';
  return `# yaml-language-server: $schema=${relative(flows.directory, schema).replaceAll('\\', '/')}\n`;
}

/** A file that is named by its path may have no slug that is sound. */
function slugOf(slug: string, name: string): string {
  return slug === '' ? name.slice(0, name.length - extname(name).length) : slug;
}
