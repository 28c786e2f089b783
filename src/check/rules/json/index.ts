import type { Rule } from '../../rule.ts';
import { jsonDuplicateKey } from './duplicate-key.ts';
import { jsonSyntax } from './syntax.ts';

export const jsonRules: readonly Rule[] = [jsonSyntax, jsonDuplicateKey];
