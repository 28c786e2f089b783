import { UsageError } from '../../errors.ts';
import type { StepType } from '../../step.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { openCatalogue } from '../open-project.ts';
import type { Outcome } from '../outcome.ts';
import { createPalette } from '../render/palette.ts';
import { stepDetails, stepsTable, type StepFacts } from '../render/steps-text.ts';
import type { Session } from '../session.ts';

/** `steps`. */
export async function steps(session: Session): Promise<Outcome> {
  const catalogue = await openCatalogue(await session.loadSettings());
  const facts = await Promise.all(catalogue.types.map(factsOf));
  const { stdout } = session.streams;
  const palette = createPalette(session.hasColor(stdout));
  return {
    status: EXIT_STATUS.done,
    json: {
      steps: facts.map(({ type, dialect, summary, needs, effect }) => ({ type, dialect, summary, needs, effect })),
    },
    text: stepsTable(facts, palette, session.width),
    notes: palette.dim(`\n${facts.length} step types; more about one: genie-actions steps show TYPE`),
  };
}

/** `steps show TYPE`. */
export async function showStep(session: Session, type: string): Promise<Outcome> {
  const catalogue = await openCatalogue(await session.loadSettings());
  const stepType = catalogue.get(type);
  if (stepType === undefined) {
    const nearest = catalogue.suggest(type);
    const suggestion = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
    throw new UsageError('STEP_TYPE_UNKNOWN', `There is no step type "${type}"${suggestion}`, {
      detail: 'List them: genie-actions steps',
    });
  }
  const facts = await factsOf(stepType);
  const { stdout } = session.streams;
  return {
    status: EXIT_STATUS.done,
    json: facts,
    text: stepDetails(facts, createPalette(session.hasColor(stdout)), session.width),
  };
}

async function factsOf(stepType: StepType): Promise<StepFacts> {
  const [{ settingsSchema, resultSchema }, { effectText }, { exampleStep }] = await Promise.all([
    import('../../codegen/settings-schema.ts'),
    import('../../codegen/effect-text.ts'),
    import('../../codegen/snippet.ts'),
  ]);
  const settings = settingsSchema(stepType).schema;
  return {
    type: stepType.type,
    dialect: stepType.dialect,
    summary: stepType.summary,
    needs: stepType.needs,
    effect: effectText(stepType, settings).replaceAll('`', ''),
    timeout: stepType.timeout,
    settings,
    result: resultSchema(stepType).schema,
    example: exampleStep(stepType, 'result'),
  };
}
