import { checkFlow, type CheckOptions } from './check-flow.ts';
import { createProjectCheck } from './check-project.ts';
import type { Diagnostic } from './diagnostic.ts';
import { exampleDocument, exampleFile } from './rule-example.ts';
import type { RuleExample } from './rule.ts';

/** Checks an example of a rule, together with the other files that it has. */
export function checkExample(example: RuleExample, options: Pick<CheckOptions, 'catalogue' | 'rules'>): Diagnostic[] {
  const { project = {}, beside = {} } = example;
  const { rules } = options;
  const file = exampleFile(example);
  const checked = checkFlow(exampleDocument(example), { ...options, file, project });
  const others = Object.entries(beside);
  if (others.length === 0) return checked.diagnostics;
  const [path, text] = others.find(([name]) => name.endsWith('.md')) ?? [];
  const check = createProjectCheck({
    ...(path === undefined || text === undefined ? {} : { prompt: { file: path, text } }),
    ...(rules === undefined ? {} : { rules }),
  });
  for (const [name, content] of others) {
    if (name !== path) check.add(name, checkFlow(content, { ...options, file: name, project }));
  }
  check.add(file, checked);
  return [...checked.diagnostics, ...check.finish()];
}
