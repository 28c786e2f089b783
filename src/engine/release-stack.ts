import { toGenieError } from '../errors.ts';
import type { RunWarning } from './events.ts';

/** Releasing one resource may take this long; then it is left behind. */
const RELEASE_TIMEOUT_MS = 10_000;

/** What a run has opened and must give back in every outcome. */
export class ReleaseStack {
  readonly #releases: Array<() => Promise<void>> = [];
  #isReleased = false;

  /** What a step left behind opens after the end is released at once. */
  add(release: () => Promise<void>): void {
    if (this.#isReleased) release().catch(() => {});
    else this.#releases.push(release);
  }

  /** The newest first, each once; a failure becomes a warning and does not stop the others. */
  async releaseAll(warnings: RunWarning[]): Promise<void> {
    for (let release = this.#releases.pop(); release !== undefined; release = this.#releases.pop()) {
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('a resource was not released in time')), RELEASE_TIMEOUT_MS);
      });
      try {
        await Promise.race([release(), timeout]);
      } catch (thrown) {
        warnings.push({ path: [], code: 'RELEASE_FAILED', message: toGenieError(thrown).message });
      } finally {
        clearTimeout(timer);
      }
    }
    this.#isReleased = true;
  }
}
