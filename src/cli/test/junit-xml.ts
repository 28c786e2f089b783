import type { NamedResult } from '../../kit/testing/index.ts';
import { escapeXml } from '../../report/escape-xml.ts';
import type { BadTestFile } from './read-test-file.ts';
import { isTested, type TestedFile, type TestRun } from './run-tests.ts';
import type { Tally } from './tally.ts';

/** The results as JUnit's XML: a suite for each file, a case for each test. */
export function junitXml({ files }: TestRun, { passed, failed, skipped, badFiles }: Tally): string {
  const tests = passed + failed + skipped + badFiles;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="genie-actions test" tests="${tests}" failures="${failed}" errors="${badFiles}" skipped="${skipped}">`,
    ...files.flatMap(suiteLines),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteLines(file: TestedFile | BadTestFile): string[] {
  const name = escapeXml(file.file);
  if (!isTested(file)) {
    const texts = file.problems.map(({ message, place }) => `${file.file}:${place.line}:${place.column} ${message}`);
    return [
      `  <testsuite name="${name}" tests="1" failures="0" errors="1" skipped="0">`,
      `    <testcase name="readable" classname="${name}"><error message="${escapeXml(texts.join('\n'))}"/></testcase>`,
      '  </testsuite>',
    ];
  }
  const { results } = file;
  const count = (status: string) => results.filter((result) => result.status === status).length;
  const counts = `tests="${results.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}"`;
  const seconds = results.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
  return [
    `  <testsuite name="${name}" ${counts} time="${seconds.toFixed(3)}">`,
    ...results.map((result) => caseLine(name, result)),
    '  </testsuite>',
  ];
}

function caseLine(className: string, { name, status, durationMs, problems, test }: NamedResult): string {
  const head = `    <testcase name="${escapeXml(name)}" classname="${className}" time="${(durationMs / 1000).toFixed(3)}"`;
  if (status === 'passed') return `${head}/>`;
  if (status === 'skipped') return `${head}><skipped message="${escapeXml(test.skip ?? '')}"/></testcase>`;
  const texts = problems.map(({ subject, message }) => `${subject} ${message}`);
  return `${head}><failure message="${escapeXml(texts[0] ?? '')}">${escapeXml(texts.join('\n'))}</failure></testcase>`;
}
