import type { CelItemRead } from '../../../expression/index.ts';
import { nearestName } from '../../../nearest-name.ts';
import { expressionOffset, verdictOf } from '../../expressions/expression-types.ts';
import type { ExpressionNode } from '../../model/index.ts';
import type { RuleContext } from '../../rule.ts';
import { typesOf, typeText, withoutNull, type Type } from '../../types/index.ts';
import { readField } from '../../types/read-field.ts';

/** Reports what an expression reads of the entries of a list that those never have: `rows.filter(row, row.naem == 'x')`. */
export function reportItemFields(node: ExpressionNode, context: RuleContext): void {
  const types = typesOf(context);
  const verdict = verdictOf(node, (reference) => types.ofReference(reference).type, true);
  if (verdict === undefined || verdict.itemReads.length === 0) return;
  const offset = expressionOffset(node);
  for (const read of verdict.itemReads) {
    const list = node.references.find(({ reference }) => reference.end === read.listEnd + offset);
    if (list === undefined || list.isClaimed) continue;
    const type = withoutNull(types.ofReference(list).type);
    const missing = type.kind === 'list' ? missingField(type.item, read) : undefined;
    if (missing === undefined) continue;
    const { field, holder, before } = missing;
    const nearest = holder.kind === 'object' ? nearestName(field.name, holder.fields.keys()) : undefined;
    const place = {
      pointer: node.text.pointer,
      range: { start: field.start + offset, end: field.end + offset },
    };
    context.report({
      message: `"${before}" is ${typeText(holder, field.name)}; it has no field "${field.name}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
      place,
      label: 'not there',
      notes: [`"${read.variable}" is an entry of "${list.reference.text}"`],
      fix:
        nearest === undefined
          ? undefined
          : { title: `"${nearest}"`, safety: 'safe', changes: [{ kind: 'replace-text', ...place, text: nearest }] },
    });
  }
}

type ReadPart = CelItemRead['fields'][number];

function missingField(
  item: Type,
  { variable, fields }: CelItemRead,
): { field: ReadPart; holder: Type; before: string } | undefined {
  let type = item;
  let before = variable;
  for (const field of fields) {
    if (type.kind === 'any') return undefined;
    const outcome = readField(type, field.name);
    if ('stop' in outcome) {
      const isKnown = outcome.stop === 'missing-field' || outcome.stop === 'field-of-scalar';
      return isKnown ? { field, holder: outcome.holder, before } : undefined;
    }
    type = outcome.type;
    before += `.${field.name}`;
  }
  return undefined;
}
