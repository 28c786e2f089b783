import type { ProjectConfig } from './types.ts';

/** Gives `genie-actions.config.ts` completion and type errors; returns what it gets. */
export function defineConfig(config: ProjectConfig): ProjectConfig {
  return config;
}
