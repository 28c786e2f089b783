export { applyOverrides, rulesWith, type RuleOverride, type SuppressedFinding } from './override.ts';
export { suppress } from './suppress.ts';
