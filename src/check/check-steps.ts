import type { Catalogue } from '../catalogue.ts';
import { joinPointer, visitSteps, type Flow, type NestedSettings, type Step } from '../flow/index.ts';
import { isJsonObject, type Json } from '../json.ts';
import { didYouMean } from '../nearest-name.ts';
import type { StepType } from '../step.ts';
import type { Finding } from './diagnostic.ts';

/** Step types that exist, settings that fit, limits that can hold. */
export function checkSteps(
  flow: Flow,
  catalogue: Catalogue,
  nestedSettings: NestedSettings,
  report: (finding: Finding) => void,
): void {
  const visit = (step: Step) => {
    const stepType = catalogue.get(step.type);
    if (stepType === undefined) {
      const names = catalogue.types.map(({ type }) => type);
      report({
        rule: 'step/unknown-type',
        pointer: `${step.pointer}/type`,
        message: `unknown step type "${step.type}"${didYouMean(step.type, names)}`,
      });
      return;
    }
    checkTimeout(step, stepType, report);
    checkSettings(step, stepType, report);
  };
  visitSteps(flow, ({ step }) => visit(step), nestedSettings);
}

function checkTimeout(step: Step, { timeout }: StepType, report: (finding: Finding) => void): void {
  if (timeout === null || step.timeoutMs === undefined || step.timeoutMs <= timeout.maxMs) return;
  report({
    rule: 'time/step-limit',
    pointer: `${step.pointer}/timeout_ms`,
    message: `a ${step.type} step is stopped after ${timeout.maxMs / 1000} s at the latest, so ${step.timeoutMs} ms is never reached`,
  });
}

function checkSettings(step: Step, stepType: StepType, report: (finding: Finding) => void): void {
  const parsed = stepType.config.safeParse(step.config);
  if (parsed.success) return;
  const base = step.dialect === 1 ? `${step.pointer}/config` : step.pointer;
  for (const issue of parsed.error.issues) {
    const value = valueAt(step.config, issue.path);
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) report(unknownSetting(key, base, issue.path, stepType));
    } else if (!holdsReference(value)) {
      report({
        rule: 'step/settings',
        pointer: pointerTo(base, step.config, issue.path),
        message: settingMessage(issue.path, issue.message, value),
      });
    }
  }
}

function unknownSetting(key: string, base: string, path: readonly PropertyKey[], stepType: StepType): Finding {
  const names = path.length === 0 && 'shape' in stepType.config ? Object.keys(stepType.config.shape as object) : [];
  const known = names.length === 0 ? '' : ` (it has ${names.join(', ')})`;
  return {
    rule: 'step/unknown-setting',
    pointer: [...path.map(String), key].reduce(joinPointer, base),
    at: 'key',
    message: `${stepType.type} has no setting "${key}"${didYouMean(key, names)}${names.length > 12 ? '' : known}`,
  };
}

function settingMessage(path: readonly PropertyKey[], message: string, value: Json | undefined): string {
  const name = path.map(String).join('.');
  if (value === undefined) return `the setting "${name}" is missing`;
  return name === '' ? message : `the setting "${name}" does not fit: ${message}`;
}

function valueAt(config: Json, path: readonly PropertyKey[]): Json | undefined {
  let value: Json | undefined = config;
  for (const part of path) {
    if (typeof value === 'string') return value;
    if (Array.isArray(value) && typeof part === 'number') value = value[part];
    else if (isJsonObject(value) && typeof part === 'string')
      value = Object.hasOwn(value, part) ? value[part] : undefined;
    else return undefined;
  }
  return value;
}

/** Anything that is filled in when the step runs may turn out to fit. */
function holdsReference(value: Json | undefined): boolean {
  if (typeof value === 'string') return /\$[A-Za-z_]|\{\{/.test(value);
  if (Array.isArray(value)) return value.some(holdsReference);
  return isJsonObject(value) && Object.values(value).some(holdsReference);
}

/** The pointer of the value, or of the nearest one around it that is there. */
function pointerTo(base: string, config: Json, path: readonly PropertyKey[]): string {
  let pointer = base;
  for (let length = 1; length <= path.length; length++) {
    if (valueAt(config, path.slice(0, length)) === undefined) break;
    pointer = joinPointer(pointer, String(path[length - 1]));
  }
  return pointer;
}
