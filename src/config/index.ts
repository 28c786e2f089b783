export { defineConfig } from './define-config.ts';
export { loadConfig } from './load-config.ts';
export type { LoadOptions } from './load-config.ts';
export type { ProjectConfig, ProjectSettings, SettingFlags } from './types.ts';
