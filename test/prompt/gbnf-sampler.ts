import type { Expression } from './gbnf-matcher.ts';

/** Letters that matter to whoever reads tags, and a few that do not. */
const LETTERS = Array.from('[[ACTIONaction::{}"\\\'`,] \n\tx1-_ä😀');

/** A next letter of `[ACTION:`: by chance alone hardly a text would hold a tag. */
function isTowardsTag(option: Expression): boolean {
  const [first, second] = option.kind === 'sequence' ? option.parts : [];
  const letters = first?.kind === 'sequence' && first.parts.length === 1 ? first.parts[0] : undefined;
  if (letters?.kind !== 'letters' || second === undefined) return false;
  return (
    (second.kind === 'rule' && /^start-[1-6]$/.test(second.name)) || String.fromCodePoint(letters.ranges[0]![0]) === ':'
  );
}

/** Writes random texts that a grammar takes; `random` gives numbers from 0 to 1. */
export function sampleGbnf(rules: ReadonlyMap<string, Expression>, random: () => number): string {
  let budget = 2_000;

  function pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(random() * items.length)]!;
  }

  function letterOf({ isNegated, ranges }: Expression & { kind: 'letters' }): string {
    if (!isNegated) {
      const [from, to] = pick(ranges);
      return String.fromCodePoint(from + Math.floor(random() * (to - from + 1)));
    }
    const isTaken = (letter: string) =>
      ranges.some(([from, to]) => letter.codePointAt(0)! >= from && letter.codePointAt(0)! <= to);
    return pick(LETTERS.filter((letter) => !isTaken(letter)));
  }

  function write(expression: Expression): string {
    budget--;
    switch (expression.kind) {
      case 'letters':
        return letterOf(expression);
      case 'rule':
        return write(rules.get(expression.name)!);
      case 'sequence':
        return expression.parts.map(write).join('');
      case 'choice':
        return write(
          random() < 0.9
            ? (expression.options.find(isTowardsTag) ?? pick(expression.options))
            : pick(expression.options),
        );
      case 'repeat': {
        const isOnTheWay = budget > 0 && expression.of.kind === 'choice' && expression.of.options.some(isTowardsTag);
        if (isOnTheWay && random() < 0.95) return write(expression.of);
        const wish = budget > 0 ? Math.floor(random() ** 2 * 5 + 0.9) : 0;
        const count = Math.min(Math.max(wish, expression.least), expression.most);
        return Array.from({ length: count }, () => write(expression.of)).join('');
      }
    }
  }

  return write({ kind: 'rule', name: 'root' });
}
