import type { Diagnostic } from '../check/diagnostic.ts';
import { escapeXml } from './escape-xml.ts';
import { byFile, type LintReport } from './lint-report.ts';

/** JUnit's XML: a suite for each file, with a test that failed for each error and warning, or one that passed. */
export function junitReport({ files, diagnostics, unreadable }: LintReport): string {
  const found = byFile(diagnostics);
  const names = [...new Set([...files, ...found.keys()])];
  const suites = [
    ...unreadable.map(({ file, message }) =>
      suite(
        file,
        [
          `    <testcase name="readable" classname="${escapeXml(file)}"><error message="${escapeXml(message)}"/></testcase>`,
        ],
        0,
        1,
      ),
    ),
    ...names.map((file) => {
      const ofFile = found.get(file) ?? [];
      const cases =
        ofFile.length === 0 ? [`    <testcase name="lint" classname="${escapeXml(file)}"/>`] : ofFile.map(testCase);
      return suite(file, cases, ofFile.filter(isFailure).length, 0);
    }),
  ];
  const tests = names.reduce((sum, file) => sum + Math.max(1, found.get(file)?.length ?? 0), unreadable.length);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="genie-actions lint" tests="${tests}" failures="${diagnostics.filter(isFailure).length}" errors="${unreadable.length}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(file: string, cases: readonly string[], failures: number, errors: number): string {
  const counts = `tests="${cases.length}" failures="${failures}" errors="${errors}"`;
  return [`  <testsuite name="${escapeXml(file)}" ${counts}>`, ...cases, '  </testsuite>'].join('\n');
}

function isFailure({ severity }: Diagnostic): boolean {
  return severity !== 'info';
}

function testCase(diagnostic: Diagnostic): string {
  const { rule, severity, message, file, line, column, notes, fix } = diagnostic;
  const details = [`${file}:${line}:${column}`, ...notes, ...(fix === undefined ? [] : [`fix: ${fix.title}`])];
  return [
    `    <testcase name="${escapeXml(`${rule} ${line}:${column}`)}" classname="${escapeXml(file)}">`,
    isFailure(diagnostic)
      ? `      <failure type="${severity}" message="${escapeXml(message)}">${escapeXml(details.join('\n'))}</failure>`
      : `      <system-out>${escapeXml([message, ...details].join('\n'))}</system-out>`,
    '    </testcase>',
  ].join('\n');
}
