import type { SinkKind } from '../../step.ts';
import { isJsonObject } from '../../json.ts';
import type { StepNode, TextNode } from '../model/index.ts';

let latest: TextNode | undefined;
let latestSink: SinkKind | undefined;

/** What the text does where it stands; `undefined` where nothing in the world depends on it. */
export function sinkOf(text: TextNode): SinkKind | undefined {
  // One rule after another asks about the same text.
  if (text === latest) return latestSink;
  latestSink = kindOf(text);
  latest = text;
  return latestSink;
}

function kindOf(text: TextNode): SinkKind | undefined {
  const { site } = text;
  if (site.kind === 'output') return 'output';
  if (site.kind !== 'setting' || site.step?.facts === undefined) return undefined;
  const { sinks } = site.step.facts.taint;
  if (sinks === undefined) return undefined;
  const kind = Object.hasOwn(sinks, site.setting) ? sinks[site.setting] : nestedSink(text, sinks);
  if (kind === undefined) return undefined;
  if (kind === 'prompt' && site.setting === 'messages') return messageSink(text, site.step);
  if (kind === 'prompt' && isBrowserAction(text, site.step)) return 'action';
  return kind;
}

/** The setting of built-in types that has settings inside. */
const NESTING = 'params';

/** Sinks inside of a setting are written with dots: `params.url`. */
function nestedSink(text: TextNode, sinks: Readonly<Record<string, SinkKind>>): SinkKind | undefined {
  if (text.site.setting !== NESTING) return undefined;
  const inner = text.path[1];
  return typeof inner === 'string' ? sinks[`${text.site.setting}.${inner}`] : undefined;
}

function messageSink(text: TextNode, { step }: StepNode): SinkKind {
  const { messages } = step.config;
  const index = text.path[1];
  const message = Array.isArray(messages) && typeof index === 'number' ? messages[index] : undefined;
  return isJsonObject(message) && message['role'] === 'system' ? 'system' : 'prompt';
}

/** `instruction` is another word for `action` where something is done. */
function isBrowserAction({ path }: TextNode, { step }: StepNode): boolean {
  return path[0] === 'params' && step.config['action'] === 'act';
}
