import { joinSides } from './join-sides.ts';
import { planFlow, unusablePlan } from './plan-flow.ts';
import type { AllSides, FlowPlan, PlanOptions } from './types.ts';

/** What a push or a pull does with each flow of either side, sorted by slug. Whether it may begin is what `stopsRun` tells. */
export function planSync(allSides: AllSides, options: PlanOptions): FlowPlan[] {
  const schemaOfNewFiles = options.schemaOfNewFiles ?? usualSchema(allSides);
  const complete = schemaOfNewFiles === undefined ? options : { ...options, schemaOfNewFiles };
  const slugsByPath = new Map(allSides.files.map(({ path, slug }) => [path, slug]));
  return joinSides(allSides).map((sides) => {
    const plan = planFlow(sides, complete);
    const holder = plan.action.kind === 'create-file' ? slugsByPath.get(plan.action.path) : undefined;
    if (holder === undefined) return plan;
    return unusablePlan(sides, `its file would be ${options.pathOf(sides.slug)}, which holds the flow "${holder}"`);
  });
}

/** The `$schema` that most files have; of equally many the first. */
export function usualSchema({ files }: Pick<AllSides, 'files'>): string | undefined {
  const counts = new Map<string, number>();
  for (const { document } of files) {
    const schema = document?.['$schema'];
    if (typeof schema === 'string') counts.set(schema, (counts.get(schema) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0];
}
