/**
 * The grammars of genie-actions against the real parsers: llama.cpp (through node-llama-cpp, no model needed) and xgrammar.
 *
 *   cd test/bench/peers-grammar
 *   npm ci --omit=optional --ignore-scripts    # about 350 MB; Linux x64, elsewhere change the @node-llama-cpp package
 *   cd ../../.. && npx node test/bench/peers-grammar/check.ts
 *
 * Ends with status 1 when a parser takes what it must refuse or the other way round.
 */
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';
import type { Flow } from '../../../src/flow/index.ts';
import { createGrammar, createPrompt, createStructuralTag } from '../../../src/prompt/index.ts';
import { ANSWERS, shippedFlows, TAG_CASES } from '../../prompt/sample-flows.ts';
import { loadXGrammar } from './load-xgrammar.ts';

type Parser = (text: string) => boolean | Promise<boolean>;

const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error });
const { Grammar, Testings } = loadXGrammar();
let checked = 0;
const wrong: string[] = [];

async function llamaParser(grammar: string): Promise<Parser> {
  const parsed = await llama.createGrammar({ grammar });
  // The only test of a text against a grammar without a model; marked internal, hence the pinned version.
  const test = Reflect.get(parsed, '_testText') as (text: string) => boolean;
  return (text) => Reflect.apply(test, parsed, [text]);
}

async function xgrammarParser(grammar: string): Promise<Parser> {
  const parsed = await Grammar.fromEBNF(grammar);
  return (text) => Testings.isGrammarAcceptString(parsed, text);
}

async function structuralTagParser(flows: readonly Flow[]): Promise<Parser> {
  const parsed = await Grammar.fromStructuralTag(JSON.stringify(createStructuralTag(flows)));
  return (text) => Testings.isGrammarAcceptString(parsed, text);
}

async function expectAll(name: string, takes: Parser, texts: readonly string[], isWanted: boolean): Promise<void> {
  for (const text of texts) {
    checked++;
    if ((await takes(text)) !== isWanted)
      wrong.push(`${name} ${isWanted ? 'refuses' : 'takes'} ${JSON.stringify(text)}`);
  }
}

const flows = TAG_CASES.map(({ flow }) => flow);
const parsers = [
  { name: 'llama.cpp, GBNF', isGrammar: true, of: (some: readonly Flow[]) => llamaParser(createGrammar(some)) },
  { name: 'xgrammar, GBNF', isGrammar: true, of: (some: readonly Flow[]) => xgrammarParser(createGrammar(some)) },
  { name: 'xgrammar, structural tag', isGrammar: false, of: structuralTagParser },
];
for (const { name, isGrammar, of } of parsers) {
  const start = performance.now();
  const takes = await of(flows);
  const takesShipped = await of(shippedFlows());
  const prepared = performance.now();
  for (const { flow, accepted, refused, refusedByGrammar = [] } of TAG_CASES) {
    const tags = (all: readonly string[]) => all.map((parameters) => `Yes.\n[ACTION:${flow.slug}:${parameters}] done`);
    await expectAll(name, takes, tags(accepted), true);
    await expectAll(name, takes, tags(refused), false);
    if (isGrammar) await expectAll(name, takes, tags(refusedByGrammar), false);
  }
  await expectAll(name, takes, ANSWERS.accepted, true);
  await expectAll(name, takes, ANSWERS.refused, false);
  if (isGrammar) await expectAll(name, takes, ANSWERS.refusedByGrammar, false);
  for (const [parser, some] of [
    [takes, flows],
    [takesShipped, shippedFlows()],
  ] as const) {
    const { included } = await createPrompt(some);
    await expectAll(
      name,
      parser,
      included.map(({ tag }) => tag ?? '[ACTION:no example'),
      true,
    );
  }
  console.log(
    `${name}: compiled in ${(prepared - start).toFixed(0)} ms, checked in ${(performance.now() - prepared).toFixed(0)} ms`,
  );
}
console.log(`${checked} checks, ${wrong.length} wrong`);
for (const line of wrong) console.log(`  ${line}`);
process.exitCode = wrong.length === 0 && checked > 0 ? 0 : 1;
await llama.dispose();
