import { expect, test } from 'vitest';
import { pages } from './markdown.ts';
import { PageProject } from './page-project.ts';
import { outputProblem, pageScript } from './page-script.ts';

const texts = new Map(pages);

test.each([
  ['docs/authoring.md', 30],
  ['docs/cassettes.md', 5],
])(
  'every file and command of %s, from top to bottom, shows what the page shows',
  async (page, atLeast) => {
    const script = pageScript(texts.get(page)!);
    expect(script.length).toBeGreaterThanOrEqual(atLeast);
    const project = new PageProject();
    const problems: object[] = [];
    for (const step of script) {
      if (step.kind === 'file') project.write(step.path, step.text);
      else {
        const { status, output } = await project.run(step.command);
        const actual = outputProblem(step.output, output);
        if (actual !== undefined) problems.push({ place: `${page}:${step.line}`, command: step.command, actual });
        const isFailureShown = step.output.some((line) => /^✗|error TS/.test(line));
        if ((status === 0) === isFailureShown)
          problems.push({ place: `${page}:${step.line}`, command: step.command, status });
      }
    }
    expect(problems).toEqual([]);
  },
  60_000,
);
