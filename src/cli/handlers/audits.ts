import { EXIT_STATUS } from '../exit-status.ts';
import { openProject } from '../open-project.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';

/** `audits flush`. */
export async function flushAudits(session: Session): Promise<Outcome> {
  const project = await openProject(await session.loadSettings());
  try {
    const { written, waiting } = await project.runner.flushAudits();
    return {
      status: waiting === 0 ? EXIT_STATUS.done : EXIT_STATUS.failed,
      json: { written, waiting },
      text: written + waiting === 0 ? 'No audit rows wait.' : `${rows(written)} written, ${waiting} waiting.`,
      ...(waiting === 0 ? {} : { notes: 'Directus does not take them: look at "genie-actions doctor".' }),
    };
  } finally {
    await project.close();
  }
}

function rows(count: number): string {
  return count === 1 ? '1 audit row' : `${count} audit rows`;
}
