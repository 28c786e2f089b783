import type { Diagnostic } from '../check/diagnostic.ts';
import { byFile, type LintReport } from './lint-report.ts';

/** JUnit's XML: a suite for each file, with a test that failed for each error and warning, or one that passed. */
export function junitReport({ files, diagnostics, unreadable }: LintReport): string {
  const found = byFile(diagnostics);
  const names = [...new Set([...files, ...found.keys()])];
  const suites = [
    ...unreadable.map(({ file, message }) =>
      suite(
        file,
        [`    <testcase name="readable" classname="${escape(file)}"><error message="${escape(message)}"/></testcase>`],
        0,
        1,
      ),
    ),
    ...names.map((file) => {
      const ofFile = found.get(file) ?? [];
      const cases =
        ofFile.length === 0 ? [`    <testcase name="lint" classname="${escape(file)}"/>`] : ofFile.map(testCase);
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
  return [`  <testsuite name="${escape(file)}" ${counts}>`, ...cases, '  </testsuite>'].join('\n');
}

function isFailure({ severity }: Diagnostic): boolean {
  return severity !== 'info';
}

function testCase(diagnostic: Diagnostic): string {
  const { rule, severity, message, file, line, column, notes, fix } = diagnostic;
  const details = [`${file}:${line}:${column}`, ...notes, ...(fix === undefined ? [] : [`fix: ${fix.title}`])];
  return [
    `    <testcase name="${escape(`${rule} ${line}:${column}`)}" classname="${escape(file)}">`,
    isFailure(diagnostic)
      ? `      <failure type="${severity}" message="${escape(message)}">${escape(details.join('\n'))}</failure>`
      : `      <system-out>${escape([message, ...details].join('\n'))}</system-out>`,
    '    </testcase>',
  ].join('\n');
}

/** What XML 1.0 cannot hold at all becomes the sign for a character that cannot be shown. */
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

function escape(text: string): string {
  return text.replaceAll(NOT_IN_XML, '\ufffd').replaceAll(/[&<>"'\t\n\r]/g, (character) => ENTITIES[character]!);
}
