import { inspectFlow, inspectionRows } from '../../kit/view/index.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import type { Outcome } from '../outcome.ts';
import { printable, wrapText } from '../render/fit-text.ts';
import { createPalette } from '../render/palette.ts';
import type { Session } from '../session.ts';
import { readModel } from '../view/read-model.ts';
import type { SourceFlags } from './list.ts';

const TITLE_WIDTH = 16;

/** `inspect FLOW`. */
export async function inspect(session: Session, flow: string, flags: SourceFlags): Promise<Outcome> {
  const { model, origin } = await readModel(session, flow, flags);
  const inspection = inspectFlow(model);
  const palette = createPalette(session.hasColor(session.streams.stdout));
  const room = Math.min(session.width, 110) - TITLE_WIDTH;
  const lines = inspectionRows(inspection).flatMap(({ what, value }) =>
    wrapText(printable(value), room).map(
      (line, index) => `${palette.dim((index === 0 ? what : '').padEnd(TITLE_WIDTH))}${line}`,
    ),
  );
  return {
    status: EXIT_STATUS.done,
    json: { version: 1, origin, ...inspection },
    text: [`${palette.strong(inspection.slug)}  ${printable(model.flow.name)}`, '', ...lines].join('\n'),
  };
}
