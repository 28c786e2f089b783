import { z } from 'zod';
import type { RawSteps } from './step-context.ts';

/** What a setting holds that is not resolved as text. */
export type RawSettingKind = 'steps' | 'named-steps' | 'expression';

/** The mark in the schema of such a setting; its value is the kind. */
export const RAW_SETTING = 'rawSetting';

/** A setting that holds a list of steps. */
export function stepList() {
  return z
    .custom<RawSteps>((value) => Array.isArray(value), 'must be a list of steps')
    .meta({ [RAW_SETTING]: 'steps', type: 'array' });
}

/** A setting that holds step lists by name. */
export function namedStepLists() {
  return z
    .custom<Readonly<Record<string, RawSteps>>>(isNamedStepLists, 'must be an object whose values are lists of steps')
    .meta({ [RAW_SETTING]: 'named-steps', type: 'object', additionalProperties: { type: 'array' } });
}

/** A setting that holds an expression, with or without braces. */
export function expression() {
  return z
    .union([z.string().min(1), z.boolean()])
    .transform(String)
    .meta({ [RAW_SETTING]: 'expression' });
}

function isNamedStepLists(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(Array.isArray)
  );
}

/** Which of the settings are such, by name. */
export function rawSettingsOf(config: z.ZodType): Record<string, RawSettingKind> {
  const kinds: Record<string, RawSettingKind> = {};
  const shape = config instanceof z.ZodObject ? (config.shape as Record<string, z.ZodType>) : {};
  for (const [name, setting] of Object.entries(shape)) {
    const kind = rawSettingOf(setting);
    if (kind !== undefined) kinds[name] = kind;
  }
  return kinds;
}

function rawSettingOf(setting: z.ZodType): RawSettingKind | undefined {
  for (let schema: z.ZodType | undefined = setting; schema !== undefined; schema = innerOf(schema)) {
    const kind = schema.meta()?.[RAW_SETTING];
    if (kind !== undefined) return kind as RawSettingKind;
  }
  return undefined;
}

function innerOf(schema: z.ZodType): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return schema.unwrap() as z.ZodType;
  }
  return undefined;
}
