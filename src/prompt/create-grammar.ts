import type { Flow } from '../flow/index.ts';
import { readCallableFlows, type FlowsForModels } from './callable-flows.ts';
import { writeAnswerRules } from './grammar/answer-rules.ts';
import { literal, RuleBook } from './grammar/rule-book.ts';
import { ShapeRules } from './grammar/shape-rules.ts';

/**
 * A GBNF grammar for llama.cpp: any text, but `[ACTION:` is always followed by the slug of an active flow, `:`, parameters
 * that have the shape of the flow's `input`, and `]`. Also keeps the model from near misses (`[action :`) that an
 * interceptor would read as a tag. Limits that a grammar cannot say (patterns, lengths over 256, `not`) are left to the
 * check before the run.
 */
export function createGrammar(flows: readonly Flow[], options: FlowsForModels = {}): string {
  const book = new RuleBook();
  writeAnswerRules(book, () => {
    const tags: string[] = [];
    for (const { flow, shape } of readCallableFlows(flows, options).callable) {
      const parameters = new ShapeRules(book, shape).write(shape.root, flow.slug);
      if (parameters !== undefined) tags.push(`${literal(`${flow.slug}:`)} ${parameters} "]"`);
    }
    return tags.length === 0 ? undefined : tags.join(' | ');
  });
  return book.toString();
}
