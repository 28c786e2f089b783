/** The best of several rounds, in milliseconds; rounds stop after the time that is given. */
export async function bestOf(rounds: number, budgetMs: number, run: () => unknown): Promise<number> {
  const deadline = performance.now() + budgetMs;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds && (round < 2 || performance.now() < deadline); round += 1) {
    const started = performance.now();
    await run();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}
