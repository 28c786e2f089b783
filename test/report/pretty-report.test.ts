import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { formatReport, type LintReport } from '../../src/report/index.ts';
import { DIAGNOSTICS, diagnosticAt, FILE, related, reportOf, TEXT } from './sample-report.ts';

const pretty = (report: LintReport, { width = 140, hasColor = false } = {}) =>
  formatReport('pretty', report, { hasColor, width, rules: [], version: '0.0.0' });

/** What stands in the line of carets above what. */
function marked(text: string): Array<{ source: string; carets: string }> {
  const lines = text.split('\n').map((line) => line.replace(/^ *\d* \| ?/, ''));
  return lines.flatMap((line, index) =>
    /^ *[\^-]+( |$)/.test(line) ? [{ source: lines[index - 1]!, carets: line }] : [],
  );
}

it('shows what is wrong, where, and what to do', async () => {
  expect(await pretty(reportOf(DIAGNOSTICS))).toMatchInlineSnapshot(`
    "warning[directus/unbounded-read]: this reads media_jobs without "limit"
     --> flows/post-create.json:5:16
      |
    5 |     { "type": "directus_read", "config": { "collection": "media_jobs" } },
      |                ^^^^^^^^^^^^^

    info[flow/description-missing]: it has no "description"
     --> flows/post-create.json:2:4
      |
    2 |   "slug": "post-create",
      |    ^^^^

    error[ref/undefined]: "$captoin" is not defined; did you mean "$caption"?
     --> flows/post-create.json:6:90
      |
    4 |     { "type": "ollama_generate", "result_key": "caption", "config": { "prompt": "Caption for $input.topic" } },
      |                                                 -------- set here
    ...
    6 |     { "type": "directus_write", "config": { "collection": "posts", "item": { "caption": "$captoin.response" } } }
      |                                                                                          ^^^^^^^^ nothing sets this
      = defined before step 2: $input, $caption
      = fix: "$caption" [--fix]
    "
  `);
});

it('has color where it is wanted, and says the same with it', async () => {
  const colored = await pretty(reportOf(DIAGNOSTICS), { hasColor: true });
  expect(colored).toContain('\u001b[1;31merror[ref/undefined]');
  expect(stripVTControlCharacters(colored)).toBe(await pretty(reportOf(DIAGNOSTICS)));
});

it('points into other files by their place', async () => {
  const diagnostic = diagnosticAt('slug', {
    related: [{ ...related('slug', 'used here, too'), file: 'flows/b.json' }],
  });
  expect(await pretty(reportOf([diagnostic]))).toContain(' ::: flows/b.json:2:4 used here, too\n');
});

it('aligns line numbers of several digits', async () => {
  const text = `${'\n'.repeat(98)}"first"\n\n"last"\n`;
  const diagnostic = diagnosticAt('last', { related: [related('first', 'before', text)] }, text);
  expect(await pretty(reportOf([diagnostic], text))).toMatchInlineSnapshot(`
    "error[ref/undefined]: "last" is not defined
       --> flows/post-create.json:101:2
        |
     99 | "first"
        |  ----- before
    ...
    101 | "last"
        |  ^^^^
    "
  `);
});

it('shows lines that are no neighbours with dots between them, and neighbours without', async () => {
  const shown = await pretty(
    reportOf([diagnosticAt('$captoin', { related: [related('slug', 'x'), related('directus_read', 'y')] })]),
  );
  expect(shown.split('\n').filter((line) => line === '...')).toHaveLength(1);
});

describe('a long line', () => {
  const text = `{ "first": 1, "rest": "${'abc '.repeat(5_000)}HERE${' xyz'.repeat(5_000)}" }`;

  it('is cut around what is meant', async () => {
    const shown = await pretty(reportOf([diagnosticAt('HERE', {}, text)], text), { width: 80 });
    for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(marked(shown)).toEqual([
      { source: expect.stringMatching(/^….*HERE.*…$/) as string, carets: expect.stringMatching(/\^{4}$/) as string },
    ]);
    const [{ source, carets }] = marked(shown) as [{ source: string; carets: string }];
    expect(source.slice(carets.indexOf('^'), carets.length)).toBe('HERE');
  });

  it('is shown twice when two places in it are far from each other', async () => {
    const shown = await pretty(
      reportOf([diagnosticAt('HERE', { related: [related('first', 'far', text)] }, text)], text),
    );
    expect(
      marked(shown).map(({ source, carets }) => source.slice(carets.search(/[\^-]/), carets.search(/[\^-]( |$)/) + 1)),
    ).toEqual(['first', 'HERE']);
  });

  it('is cut when what is meant is longer than a line', async () => {
    const diagnostic = { ...diagnosticAt('HERE', {}, text), column: 24, endColumn: text.length - 3 };
    const shown = await pretty(reportOf([diagnostic], text), { width: 80 });
    for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(82);
  });
});

it.each([
  ['wide characters', '{ "名前": "日本語", "k": "VALUE" }', 27],
  ['emoji', '{ "😀👨‍👩‍👧": "VALUE" }', 12],
  ['combining marks', '{ "e\u0301e\u0301": "VALUE" }', 10],
  ['tabs', '\t\t{ "k":\t"VALUE" }', 14],
])('aligns carets behind %s', async (_, text, column) => {
  const carets = marked(await pretty(reportOf([diagnosticAt('VALUE', {}, text)], text)))[0]!.carets;
  expect(carets.indexOf('^')).toBe(column - 1);
  expect(carets.trim()).toBe('^^^^^');
});

it('lets no text of a flow steer the terminal', async () => {
  const evil = '\u001b[31m\u009b2J\u202e\u0007\u2028';
  const text = `{ "${evil}": "VALUE" }`;
  const diagnostic = diagnosticAt(
    'VALUE',
    {
      message: evil,
      label: evil,
      notes: [evil],
      file: `flows/${evil}.json`,
      fix: { title: evil, safety: 'safe', edits: [] },
    },
    text,
  );
  for (const format of ['pretty', 'agent', 'stylish'] as const) {
    const shown = await formatReport(format, reportOf([diagnostic], text), {
      hasColor: false,
      width: 100,
      rules: [],
      version: '',
    });
    expect(shown).not.toMatch(/[^\P{Cc}\n]|[\u202e\u2028]/u);
    expect(shown).toContain('␛[31m');
  }
});

it('stops after fifty findings of a file and says how many there are', async () => {
  const many = Array.from({ length: 1_060 }, () => diagnosticAt('slug'));
  const shown = await pretty(reportOf([...many, diagnosticAt('slug', { file: 'flows/b.json' })]));
  expect(shown.match(/^error/gm)).toHaveLength(51);
  expect(shown).toContain(`… and 1,010 more in ${FILE}\n`);
});

it.each([
  ['a text that is gone', undefined],
  ['a text that became shorter', '{}'],
  ['an empty text', ''],
])('has no excerpt of %s, and does not fail', async (_, text) => {
  const shown = await pretty({ ...reportOf([diagnosticAt('$captoin')]), textOf: () => text });
  expect(shown).toContain(`--> ${FILE}:6:`);
  expect(shown).not.toContain('^');
});

it('marks a part of several lines to the end of its first one', async () => {
  const shown = await pretty(reportOf([{ ...diagnosticAt('"steps": ['), endLine: 7, endColumn: 4 }]));
  expect(marked(shown)).toEqual([{ source: '  "steps": [', carets: '  ^^^^^^^^^^' }]);
});

it.each([['\r\n'], ['\r']])('knows lines that end with %j', async (end) => {
  const text = TEXT.replaceAll('\n', end);
  const shown = await pretty(reportOf([diagnosticAt('$captoin')], text));
  expect(marked(shown)[0]!.source).toContain('"$captoin.response"');
});

it('does not show a secret that stands in the flow', async () => {
  const secret = diagnosticAt('$captoin', { rule: 'sec/hardcoded-secret', message: 'a secret' });
  const text = await pretty(reportOf([secret, diagnosticAt('response" } }', { message: 'something else' })]));
  expect(text).not.toContain('captoin');
  expect(text.match(/"••••••••\.response"/g)).toHaveLength(2);
});
