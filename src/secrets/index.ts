export { createMasker, MASK } from './masker.ts';
export type { Masker } from './masker.ts';
