import type { Catalogue } from '../catalogue.ts';
import { UsageError } from '../errors.ts';
import { didYouMean } from '../nearest-name.ts';
import { SERVICE_NAMES } from '../ports/index.ts';

/** Checks the names of `--stub`; `ollama` means `model`. Throws `STUB_UNKNOWN`. */
export function stubNames(names: readonly string[], catalogue: Catalogue): string[] {
  const services: readonly string[] = SERVICE_NAMES;
  const checked = names.map((name) => {
    const meant = name === 'ollama' ? 'model' : name;
    // "ollama" is a step type, too; the service covers it.
    if (services.includes(meant) || catalogue.get(name) !== undefined) return meant;
    const known = [...services, 'ollama', ...catalogue.types.map(({ type }) => type)];
    throw new UsageError(
      'STUB_UNKNOWN',
      `--stub ${name}: there is no such service or step type${didYouMean(name, known)}`,
      {
        detail: `Services: ${services.join(', ')}. Step types: genie-actions steps.`,
      },
    );
  });
  return [...new Set(checked)];
}
