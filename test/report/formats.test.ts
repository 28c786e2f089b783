import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/check/index.ts';
import { formatReport, REPORT_FORMATS, type LintReport, type ReportFormat } from '../../src/report/index.ts';
import { DIAGNOSTICS, diagnosticAt, FILE, reportOf, TEXT } from './sample-report.ts';

const format = (name: ReportFormat, report: LintReport = reportOf(DIAGNOSTICS)) =>
  formatReport(name, report, { hasColor: false, width: 140, rules: RULES, version: '1.2.3' });
const HOSTILE = '<a href="x">&amp;]]>\n::error::%0A\u0000\u001b[31m\ud800, "q" \'s\'';
const hostile = reportOf([
  diagnosticAt('slug', { message: HOSTILE, notes: [HOSTILE], file: 'flows/a b,c:d%.json', label: HOSTILE }),
]);
const unreadable = { ...reportOf([]), unreadable: [{ file: 'flows/gone.json', message: 'cannot be read: <EACCES>' }] };

it('agent: a line for each finding, with its fix', async () => {
  expect(await format('agent')).toMatchInlineSnapshot(`
    "flows/post-create.json:5:16 warning[directus/unbounded-read] at /steps/1/type: this reads media_jobs without "limit"
    flows/post-create.json:2:4 info[flow/description-missing]: it has no "description"
    flows/post-create.json:6:90 error[ref/undefined] at /steps/2/config/item/caption: "$captoin" is not defined; did you mean "$caption"? | nothing sets this | defined before step 2: $input, $caption | fix (--fix): "$caption"
    "
  `);
  expect((await format('agent', hostile)).split('\n')).toHaveLength(2);
});

it('stylish: aligned lines and a total', async () => {
  expect(await format('stylish')).toMatchInlineSnapshot(`
    "
    flows/post-create.json
      5:16  warning  this reads media_jobs without "limit"                directus/unbounded-read
       2:4  info     it has no "description"                              flow/description-missing
      6:90  error    "$captoin" is not defined; did you mean "$caption"?  ref/undefined

    ✖ 3 problems (1 error, 1 warning, 1 info)
      1 problem fixable with --fix
    "
  `);
});

describe('json', () => {
  it('is one object with the version, the number of files and the findings as they are', async () => {
    expect(JSON.parse(await format('json'))).toEqual({ version: 1, files: 1, diagnostics: DIAGNOSTICS });
    expect(JSON.parse(await format('json', reportOf([])))).toEqual({ version: 1, files: 1, diagnostics: [] });
  });

  it('says what was written, and what could not be read', async () => {
    const fixed = [{ file: FILE, rule: 'ref/undefined', title: '"$caption"' }];
    expect(JSON.parse(await format('json', { ...unreadable, fixed }))).toMatchObject({
      fixed,
      unreadable: unreadable.unreadable,
    });
  });

  it('jsonl: a finding a line', async () => {
    const lines = (await format('jsonl')).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(DIAGNOSTICS);
  });
});

describe('github', () => {
  it('writes errors first', async () => {
    expect(await format('github')).toMatchInlineSnapshot(`
      "::error file=flows/post-create.json,line=6,endLine=6,col=90,endColumn=98,title=ref/undefined::"$captoin" is not defined; did you mean "$caption"?%0Adefined before step 2: $input, $caption%0Afix: "$caption"
      ::warning file=flows/post-create.json,line=5,endLine=5,col=16,endColumn=29,title=directus/unbounded-read::this reads media_jobs without "limit"
      ::notice file=flows/post-create.json,line=2,endLine=2,col=4,endColumn=8,title=flow/description-missing::it has no "description"
      "
    `);
  });

  it('escapes what would end a property or a command', async () => {
    const shown = await format('github', hostile);
    expect(shown.split('\n')).toHaveLength(2);
    expect(shown).toContain('file=flows/a b%2Cc%3Ad%25.json,line=2');
    expect(shown).toContain('::<a href="x">&amp;]]>%0A::error::%250A');
  });

  it('reports a file that cannot be read', async () => {
    expect(await format('github', unreadable)).toBe('::error file=flows/gone.json::cannot be read: <EACCES>\n');
  });
});

describe('gitlab', () => {
  const issues = async (report?: LintReport) =>
    JSON.parse(await format('gitlab', report)) as Array<{ fingerprint: string; severity: string; location: unknown }>;

  it('has what GitLab asks for', async () => {
    const [warning, info, error] = await issues();
    expect(error).toEqual({
      type: 'issue',
      check_name: 'ref/undefined',
      description: '"$captoin" is not defined; did you mean "$caption"?\ndefined before step 2: $input, $caption',
      categories: ['Bug Risk'],
      severity: 'major',
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      location: { path: FILE, lines: { begin: 6, end: 6 } },
    });
    expect([warning!.severity, info!.severity]).toEqual(['minor', 'info']);
  });

  it('keeps fingerprints when lines and other steps are added, and gives each finding its own', async () => {
    const before = (await issues()).map(({ fingerprint }) => fingerprint);
    const moved = TEXT.replace('"steps": [', '"name": "New",\n  "steps": [\n    { "type": "log", "message": "hi" },');
    const shift = Buffer.byteLength(moved) - Buffer.byteLength(TEXT);
    const after = await issues(
      reportOf(
        DIAGNOSTICS.map((diagnostic) => {
          const isBefore = diagnostic.pointer === '';
          const index = Number(/^\/steps\/(\d)/.exec(diagnostic.pointer)?.[1]) + 1;
          const by = isBefore ? 0 : shift;
          const pointer = diagnostic.pointer.replace(/^\/steps\/\d/, `/steps/${index}`);
          return Object.assign({}, diagnostic, {
            pointer,
            offset: diagnostic.offset + by,
            endOffset: diagnostic.endOffset + by,
          });
        }),
        moved,
      ),
    );
    expect(after.map(({ fingerprint }) => fingerprint)).toEqual(before);
    const twice = await issues(reportOf([DIAGNOSTICS[0]!, DIAGNOSTICS[0]!]));
    expect(new Set(twice.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  it('has fingerprints for broken documents, too', async () => {
    expect((await issues(reportOf(DIAGNOSTICS, '{ "slug')))[0]!.fingerprint).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('junit', () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseAttributeValue: false });

  it('has a test for each finding, and one for a clean file', async () => {
    expect(await format('junit', { ...reportOf(DIAGNOSTICS), files: [FILE, 'flows/clean.json'] }))
      .toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="genie-actions lint" tests="4" failures="2" errors="0">
        <testsuite name="flows/post-create.json" tests="3" failures="2" errors="0">
          <testcase name="directus/unbounded-read 5:16" classname="flows/post-create.json">
            <failure type="warning" message="this reads media_jobs without &quot;limit&quot;">flows/post-create.json:5:16</failure>
          </testcase>
          <testcase name="flow/description-missing 2:4" classname="flows/post-create.json">
            <system-out>it has no &quot;description&quot;&#10;flows/post-create.json:2:4</system-out>
          </testcase>
          <testcase name="ref/undefined 6:90" classname="flows/post-create.json">
            <failure type="error" message="&quot;$captoin&quot; is not defined; did you mean &quot;$caption&quot;?">flows/post-create.json:6:90&#10;defined before step 2: $input, $caption&#10;fix: &quot;$caption&quot;</failure>
          </testcase>
        </testsuite>
        <testsuite name="flows/clean.json" tests="1" failures="0" errors="0">
          <testcase name="lint" classname="flows/clean.json"/>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('is well-formed whatever a flow holds, and keeps what it says', async () => {
    const xml = await format('junit', { ...hostile, files: [] });
    expect(XMLValidator.validate(xml)).toBe(true);
    const { testsuites } = parser.parse(xml) as {
      testsuites: { testsuite: { name: string; testcase: { failure: { message: string } } } };
    };
    expect(testsuites.testsuite.name).toBe('flows/a b,c:d%.json');
    expect(xml).not.toMatch(/[^\P{Cc}\n]/u);
    expect(testsuites.testsuite.testcase.failure.message).toContain('<a href="x">&amp;]]>');
  });

  it('counts what could not be read as an error', async () => {
    const xml = await format('junit', unreadable);
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml).toContain('<testsuites name="genie-actions lint" tests="2" failures="0" errors="1">');
  });
});

describe('sarif', () => {
  const schemaFile = createRequire(import.meta.url)
    .resolve('@microsoft/jest-sarif')
    .replace(/index\.js$/, 'schemas/sarif-2.1.0-rtm.5.json');
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  // Of draft 4 it uses nothing that later drafts read in another way.
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>;
  const validate = ajv.compile(schema);
  interface Log {
    runs: Array<{
      results: Array<Record<string, unknown>>;
      tool: { driver: { rules: Array<{ id: string }> } };
      invocations: unknown[];
    }>;
  }
  const log = async (report?: LintReport) => JSON.parse(await format('sarif', report)) as Log;

  it.each([
    ['findings', reportOf(DIAGNOSTICS)],
    ['nothing', reportOf([])],
    ['hostile text', hostile],
    ['an unreadable file', unreadable],
    [
      'suppressions',
      {
        ...reportOf([]),
        suppressed: [{ diagnostic: DIAGNOSTICS[0]!, kind: 'inSource' as const, reason: 'read on purpose' }],
      },
    ],
  ])('fits the schema of the standard with %s', async (_, report) => {
    validate(await log(report));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is not judged by a schema that accepts everything', async () => {
    const broken = await log();
    broken.runs[0]!.results[0]!['level'] = 'fatal';
    expect(validate(broken)).toBe(false);
  });

  it('carries place, related places as a code flow, and the fix', async () => {
    const [run] = (await log()).runs;
    const region = { startLine: 6, startColumn: 90, endLine: 6, endColumn: 98 };
    expect(run!.results[2]).toMatchObject({
      ruleId: 'ref/undefined',
      level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: FILE, uriBaseId: '%SRCROOT%' }, region } }],
      codeFlows: [
        {
          threadFlows: [
            {
              locations: [
                { location: { message: { text: 'set here' } } },
                { location: { physicalLocation: { region } } },
              ],
            },
          ],
        },
      ],
      fixes: [
        { artifactChanges: [{ replacements: [{ deletedRegion: region, insertedContent: { text: '$caption' } }] }] },
      ],
    });
    expect(run!.tool.driver.rules[run!.results[2]!['ruleIndex'] as number]!.id).toBe('ref/undefined');
  });

  it('says why something is suppressed', async () => {
    const suppressed = [{ diagnostic: DIAGNOSTICS[0]!, kind: 'inSource' as const, reason: 'read on purpose' }];
    const [run] = (await log({ ...reportOf([]), suppressed })).runs;
    expect(run!.results).toMatchObject([{ suppressions: [{ kind: 'inSource', justification: 'read on purpose' }] }]);
  });

  it('places fixes behind characters of several bytes', async () => {
    const text = '{\n "日本": "😀", "k": "bad" }';
    const offset = Buffer.byteLength(text.slice(0, text.indexOf('bad')));
    const fix = { title: 'good', safety: 'safe' as const, edits: [{ offset, endOffset: offset + 3, text: 'good' }] };
    const [run] = (await log(reportOf([diagnosticAt('bad', { fix }, text)], text))).runs;
    expect(run!.results[0]).toMatchObject({
      fixes: [
        {
          artifactChanges: [
            { replacements: [{ deletedRegion: { startLine: 2, startColumn: 20, endLine: 2, endColumn: 23 } }] },
          ],
        },
      ],
    });
  });
});

it.each(REPORT_FORMATS)('%s is ready for no findings at all', async (name) => {
  const text = await format(name, { ...reportOf([]), files: [] });
  expect(text === '' || text.endsWith('\n')).toBe(true);
});
