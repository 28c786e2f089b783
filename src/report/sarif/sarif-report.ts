import type { Diagnostic } from '../../check/diagnostic.ts';
import { Fingerprints } from '../../check/fingerprint.ts';
import type { Rule } from '../../check/rule.ts';
import type { LintReport } from '../lint-report.ts';
import { BytePositions } from './byte-positions.ts';
import { artifact, SARIF_LEVEL, sarifResult } from './sarif-result.ts';

export interface SarifOptions {
  /** All rules that there are; the report describes those. */
  rules: readonly Rule[];
  /** Of this package. */
  version: string;
}

/** Static Analysis Results Interchange Format 2.1.0, as GitHub's code scanning takes it. */
export function sarifReport(report: LintReport, { rules, version }: SarifOptions): string {
  const { diagnostics, suppressed = [], unreadable, textOf } = report;
  const indices = new Map(rules.map(({ name }, index) => [name as string, index]));
  const fingerprints = new Fingerprints(textOf);
  const positions = positionsOf(textOf);
  const result = (diagnostic: Diagnostic) =>
    sarifResult(diagnostic, {
      ruleIndex: indices.get(diagnostic.rule) ?? -1,
      fingerprint: fingerprints.of(diagnostic),
      positions: diagnostic.fix === undefined ? undefined : positions(diagnostic.file),
    });
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'genie-actions', version, rules: rules.map(describeRule) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: unreadable.length === 0,
            toolExecutionNotifications: unreadable.map(({ file, message }) => ({
              level: 'error',
              message: { text: message },
              locations: [{ physicalLocation: { artifactLocation: artifact(file) } }],
            })),
          },
        ],
        results: [
          ...diagnostics.map(result),
          ...suppressed.map(({ diagnostic, kind, reason }) =>
            Object.assign(result(diagnostic), {
              suppressions: [{ kind, ...(reason === undefined ? {} : { justification: reason }) }],
            }),
          ),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** GitHub sorts findings of security rules by a number like that of CVSS. */
const SECURITY_SEVERITY = { error: '8.0', warning: '5.0', info: '2.0', off: '2.0' } as const;
const PRECISION = { high: 'very-high', medium: 'high', low: 'medium' } as const;

function describeRule({ name, severity, confidence, summary, explanation }: Rule) {
  const isSecurity = name.startsWith('sec/');
  return {
    id: name,
    shortDescription: { text: summary },
    fullDescription: { text: explanation },
    help: { text: explanation, markdown: `**${summary}**\n\n${explanation}` },
    defaultConfiguration: severity === 'off' ? { enabled: false, level: 'warning' } : { level: SARIF_LEVEL[severity] },
    properties: {
      tags: [name.split('/')[0]!, ...(isSecurity ? ['security'] : [])],
      precision: PRECISION[confidence],
      ...(isSecurity ? { 'security-severity': SECURITY_SEVERITY[severity] } : {}),
    },
  };
}

/** Keeps the positions of one file, because findings come file by file. */
function positionsOf(textOf: LintReport['textOf']): (file: string) => BytePositions | undefined {
  let known: { file: string; positions: BytePositions | undefined } | undefined;
  return (file) => {
    if (known?.file !== file) {
      const text = textOf(file);
      known = { file, positions: text === undefined ? undefined : new BytePositions(text) };
    }
    return known.positions;
  };
}
