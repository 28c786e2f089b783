import type { Json, JsonObject } from '../../../src/json.ts';
import { misspell, renameKey, type EditableStep, type FlowEditor } from './edit-flow.ts';

/** One way to damage a flow. */
export interface Mutant {
  name: string;
  /** Rules that may find it; each is a right answer. */
  rules: readonly string[];
  /** Damages the document and returns where: a finding there, or around it, counts. `undefined`: nothing to damage here. */
  damage(editor: FlowEditor): string | undefined;
  /** Damages the text of the document instead; returns `undefined` when there is nothing to damage. */
  damageText?(text: string, editor: FlowEditor): string | undefined;
  /** It is found with the Directus snapshot of the platform, or with the list of queues. */
  needsProject?: true;
  /** What was there cannot be known from what is left: no fix can restore it. */
  isLossy?: true;
  /** One mistake breaks everything that reads the step, and each place is reported. */
  hasManyPlaces?: true;
}

const ROOTS = /^(?:\$|\{\{)(?!input|params|context)([a-z]+_\d+)/;
const WHOLE_INPUT = /^(?:\$input|\{\{params)\.([a-z_]+)(?:\}\})?$/;

/** Replaces something in a text with references. */
function inText(pattern: RegExp, change: (text: string, editor: FlowEditor) => string) {
  return (editor: FlowEditor): string | undefined => {
    const text = editor.text(pattern);
    text?.replace(change(text.text, editor));
    return text?.pointer;
  };
}

/** Sets a setting of a step of one of the types. */
function inSetting(
  types: readonly string[],
  setting: string,
  value: (editor: FlowEditor, old: Json | undefined) => Json,
) {
  return (editor: FlowEditor): string | undefined => {
    const found = editor.ofType(...types);
    if (found === undefined) return undefined;
    found.settings[setting] = value(editor, found.settings[setting]);
    return `${found.settingsPointer}/${setting}`;
  };
}

function withStep(
  find: (editor: FlowEditor) => EditableStep | undefined,
  change: (found: EditableStep, editor: FlowEditor) => string | undefined,
) {
  return (editor: FlowEditor): string | undefined => {
    const found = find(editor);
    return found && change(found, editor);
  };
}

function insert(editor: FlowEditor, envelope: JsonObject, settings: JsonObject, at?: number): string {
  const steps = editor.flow['steps'] as Json[];
  const index = at ?? steps.length;
  const step: JsonObject = editor.isFlat ? { ...envelope, ...settings } : { ...envelope, config: settings };
  if (editor.isFlat && step['result_key'] !== undefined) renameKey(step, 'result_key', 'name');
  steps.splice(index, 0, step);
  return `/steps/${index}`;
}

/** A step of dialect 1 for one, of dialect 2 for the other. */
function both(one: [string, JsonObject], two: [string, JsonObject], key?: string) {
  return (editor: FlowEditor): string => {
    const [type, settings] = editor.isFlat ? two : one;
    return insert(editor, { type, ...(key === undefined ? {} : { result_key: key }) }, settings);
  };
}

const hasKey = ({ step }: EditableStep) => step['result_key'] !== undefined || step['name'] !== undefined;
const keyOf = ({ step }: EditableStep) => (step['result_key'] ?? step['name']) as string;
const isReadLater = (editor: FlowEditor) => (found: EditableStep) =>
  found.depth === 1 &&
  hasKey(found) &&
  editor
    .texts()
    .some(({ text, holder }) => holder !== undefined && new RegExp(`^(?:\\$|\\{\\{)${keyOf(found)}\\b`).test(text));

const required: Readonly<Record<string, readonly string[]>> = {
  directus_read: ['collection'],
  directus_write: ['collection', 'item'],
  directus_update: ['collection', 'id', 'item'],
  directus_search: ['collection', 'query'],
  directus: ['operation', 'collection'],
  ollama_generate: ['prompt'],
  ollama_chat: ['messages'],
  http_request: ['url'],
  http: ['url'],
  stagehand_navigate: ['url'],
  stagehand_extract: ['instruction'],
  stagehand_act: ['action'],
  bullmq_enqueue: ['queue', 'job'],
  log: ['message'],
  delay: ['ms'],
  script: ['code'],
  loop: ['items', 'steps'],
  condition: ['if'],
  parallel: ['branches'],
};

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'the type of a step is misspelt',
    rules: ['step/unknown-type'],
    damage: withStep(
      (editor) => editor.pick(() => true),
      ({ step, pointer }, { random }) => {
        step['type'] = misspell(step['type'] as string, random);
        return `${pointer}/type`;
      },
    ),
  },
  {
    name: 'the type is that of another product',
    isLossy: true,
    rules: ['step/unknown-type'],
    damage: withStep(
      (editor) => editor.ofType('http_request', 'http', 'delay', 'script'),
      ({ step, pointer }, { random }) => {
        step['type'] = random.pick(['httpRequest', 'n8n-nodes-base.httpRequest', 'wait', 'function', 'sleep', 'code']);
        return `${pointer}/type`;
      },
    ),
  },
  {
    name: 'a step has no type',
    rules: ['flow/missing-key', 'flow/unknown-key'],
    damage: withStep(
      (editor) => editor.pick(() => true),
      ({ step, pointer }) => {
        delete step['type'];
        return pointer;
      },
    ),
  },
  {
    name: 'the key "type" is misspelt',
    rules: ['flow/unknown-key', 'flow/missing-key'],
    damage: withStep(
      (editor) => editor.pick(() => true),
      ({ step, pointer }, { random }) => {
        renameKey(step, 'type', random.pick(['tpye', 'typ', 'tyep']));
        return pointer;
      },
    ),
  },
  {
    name: 'a required setting is misspelt',
    rules: ['step/unknown-option'],
    damage: withStep(
      (editor) => editor.pick(({ step }) => (step['type'] as string) in required),
      ({ step, settings, settingsPointer }, { random }) => {
        const setting = random.pick(required[step['type'] as string]!);
        if (
          settings[setting] === undefined ||
          setting === 'if' ||
          setting === 'ms' ||
          setting === 'id' ||
          setting === 'job' ||
          setting === 'url'
        )
          return undefined;
        const misspelt = misspell(setting, random);
        renameKey(settings, setting, misspelt);
        return `${settingsPointer}/${misspelt}`;
      },
    ),
  },
  {
    name: 'an optional setting is misspelt',
    rules: ['step/unknown-option'],
    damage: withStep(
      (editor) =>
        editor.pick(({ settings }) =>
          ['limit', 'filter', 'fields', 'system', 'headers', 'concurrency', 'interval_ms', 'max_items', 'options'].some(
            (name) => settings[name] !== undefined,
          ),
        ),
      ({ settings, settingsPointer }, { random }) => {
        const names = [
          'limit',
          'filter',
          'fields',
          'system',
          'headers',
          'concurrency',
          'interval_ms',
          'max_items',
          'options',
        ];
        const setting = random.pick(names.filter((name) => settings[name] !== undefined));
        const misspelt = misspell(setting, random);
        renameKey(settings, setting, misspelt);
        return `${settingsPointer}/${misspelt}`;
      },
    ),
  },
  {
    name: 'a setting of another product is used',
    rules: ['step/unknown-option'],
    damage: withStep(
      (editor) =>
        editor.pick(({ step }) =>
          ['ollama', 'ollama_generate', 'http', 'http_request', 'log'].includes(step['type'] as string),
        ),
      ({ settings, settingsPointer }, { random }) => {
        const setting = random.pick(['max_tokens', 'continueOnFail', 'retries', 'payload_json']);
        settings[setting] = 3;
        return `${settingsPointer}/${setting}`;
      },
    ),
  },
  {
    name: 'a key of a message is misspelt',
    rules: ['step/unknown-option'],
    damage: withStep(
      (editor) => editor.pick(({ settings }) => Array.isArray(settings['messages'])),
      ({ settings, settingsPointer }) => {
        renameKey((settings['messages'] as JsonObject[])[1]!, 'content', 'contnet');
        return `${settingsPointer}/messages/1`;
      },
    ),
  },
  {
    name: 'a required setting is gone',
    rules: ['step/missing-option', 'stagehand/not-a-session'],
    damage: withStep(
      (editor) => editor.pick(({ step }) => (step['type'] as string) in required),
      ({ step, settings, pointer }, { random }) => {
        const setting = random.pick(required[step['type'] as string]!);
        if (settings[setting] === undefined) return undefined;
        delete settings[setting];
        return pointer;
      },
    ),
  },
  {
    name: 'a key of a step is misspelt',
    rules: ['flow/unknown-key', 'step/unknown-option'],
    damage: withStep(
      (editor) =>
        editor.pick(({ step }) =>
          ['timeout_ms', 'on_error', 'retry', 'result_key', 'config'].some((key) => step[key] !== undefined),
        ),
      ({ step, pointer }, { random }) => {
        const key = random.pick(
          ['timeout_ms', 'on_error', 'retry', 'result_key', 'config'].filter((name) => step[name] !== undefined),
        );
        const misspelt = misspell(key, random);
        renameKey(step, key, misspelt);
        return `${pointer}/${misspelt}`;
      },
    ),
  },
  {
    name: 'a key of the flow is misspelt',
    rules: ['flow/unknown-key'],
    damage: ({ flow, random }) => {
      const key = random.pick(['slug', 'name', 'description', 'input', 'steps', 'output']);
      const misspelt = misspell(key, random);
      renameKey(flow, key, misspelt);
      return `/${misspelt}`;
    },
  },
  {
    name: 'the flow has no slug or name',
    rules: ['flow/missing-key'],
    damage: ({ flow, random }) => {
      delete flow[random.pick(['slug', 'name'])];
      return '';
    },
  },
  {
    name: 'the slug cannot be called',
    rules: ['flow/slug-format'],
    damage: ({ flow, random }) => (
      (flow['slug'] = random.pick(['Post: Create', 'post create', 'Post-Create', 'post]create', '-post', 'über'])),
      '/slug'
    ),
  },
  {
    name: 'the steps are no list',
    rules: ['flow/type'],
    damage: ({ flow }) => ((flow['steps'] = { first: (flow['steps'] as Json[])[0]! }), '/steps'),
  },
  {
    name: 'a step is no object',
    rules: ['flow/type'],
    damage: (editor) => (
      (editor.flow['steps'] as Json[]).splice(1, 0, editor.random.pick(['log', null, 7, []])),
      '/steps/1'
    ),
  },
  {
    name: 'a whole number is in quotes',
    rules: ['type/option'],
    damage: inSetting(['directus_read', 'directus_search', 'directus'], 'limit', (_, old) =>
      typeof old === 'number' ? String(old) : '10',
    ),
  },
  { name: 'a number is a word', rules: ['type/option'], damage: inSetting(['delay'], 'ms', () => 'ten') },
  {
    name: 'a number is a list',
    rules: ['type/option'],
    damage: inSetting(['loop'], 'concurrency', () => [2]),
  },
  {
    name: 'text is a number',
    isLossy: true,
    rules: ['type/option'],
    damage: inSetting(['ollama_generate', 'ollama'], 'model', () => 7),
  },
  { name: 'a message is a truth value', rules: ['type/option'], damage: inSetting(['log'], 'message', () => true) },
  {
    name: 'a filter is text',
    rules: ['type/option'],
    damage: (editor) =>
      withStep(
        (e) => e.pick(({ settings }) => settings['filter'] !== undefined),
        ({ settings, settingsPointer }) => ((settings['filter'] = 'status = queued'), `${settingsPointer}/filter`),
      )(editor),
  },
  {
    name: 'messages are one object',
    isLossy: true,
    rules: ['type/option'],
    damage: (editor) =>
      withStep(
        (e) => e.pick(({ settings }) => Array.isArray(settings['messages'])),
        ({ settings, settingsPointer }) => (
          (settings['messages'] = { role: 'user', content: 'Hi' }),
          `${settingsPointer}/messages`
        ),
      )(editor),
  },
  {
    name: 'a list of steps is one step',
    rules: ['type/option', 'flow/type'],
    damage: (editor) =>
      withStep(
        (e) => e.ofType('condition'),
        ({ settings, settingsPointer }) => (
          (settings['then'] = (settings['then'] as Json[])[0]!),
          `${settingsPointer}/then`
        ),
      )(editor),
  },
  {
    name: 'a method does not exist',
    isLossy: true,
    rules: ['type/option-value'],
    damage: inSetting(['http_request', 'http'], 'method', (editor) => editor.random.pick(['PSOT', 'FETCH', 'GETT'])),
  },
  {
    name: 'a level does not exist',
    isLossy: true,
    rules: ['type/option-value'],
    damage: inSetting(['log'], 'level', () => 'wran'),
  },
  {
    name: 'an operation is misspelt',
    rules: ['type/option-value'],
    damage: inSetting(['directus'], 'operation', (editor, old) => misspell(old as string, editor.random)),
  },
  {
    name: 'a number is below what is allowed',
    rules: ['type/option-value'],
    damage: inSetting(['delay'], 'ms', () => -5),
  },
  {
    name: 'a number is broken',
    rules: ['type/option', 'type/option-value'],
    damage: inSetting(['loop'], 'max_items', () => 2.5),
  },
  {
    name: 'a collection is a path',
    rules: ['type/option-value'],
    damage: inSetting(['directus_read', 'directus', 'directus_write'], 'collection', () => '../users'),
  },
  {
    name: 'an address is none',
    rules: ['type/option-value'],
    damage: inSetting(['http_request', 'http', 'stagehand_navigate'], 'url', (editor) =>
      editor.random.pick(['api.example.com/x', 'ftp://example.com', 'not a url']),
    ),
  },
  {
    name: 'a time limit is above the limit of a step',
    rules: ['time/step-limit'],
    damage: withStep(
      (editor) => editor.ofType('http_request', 'http', 'ollama_generate', 'ollama'),
      ({ step, pointer }) => ((step['timeout_ms'] = 300_000), `${pointer}/timeout_ms`),
    ),
  },
  {
    name: 'a wait is above the limit of a step',
    rules: ['time/step-limit', 'type/option-value'],
    damage: inSetting(['delay'], 'ms', () => 400_000),
  },
  {
    name: 'a retry tries never',
    rules: ['flow/range'],
    damage: withStep(
      (editor) => editor.pick(() => true),
      ({ step, pointer }) => ((step['retry'] = { attempts: 0 }), `${pointer}/retry`),
    ),
  },
  {
    name: 'on_error says something else',
    rules: ['flow/type', 'flow/range'],
    damage: withStep(
      (editor) => editor.pick(() => true),
      ({ step, pointer }) => ((step['on_error'] = 'ignore'), `${pointer}/on_error`),
    ),
  },
  {
    name: 'there is text around a number',
    rules: ['type/template-in-number'],
    damage: (editor) =>
      withStep(
        (e) => e.pick(({ settings }) => typeof settings['limit'] === 'number'),
        ({ settings, settingsPointer }) => (
          (settings['limit'] = `${editor.ref('input.count')} rows`),
          `${settingsPointer}/limit`
        ),
      )(editor),
  },
  {
    name: 'an id and a filter are both given',
    rules: ['step/conflicting-options', 'type/option-value'],
    damage: withStep(
      (editor) =>
        editor.pick(({ step, settings }) => step['type'] === 'directus_read' && settings['filter'] !== undefined),
      ({ settings, settingsPointer }) => ((settings['id'] = 'a1'), settingsPointer),
    ),
  },
  {
    name: 'the first name of a reference is misspelt',
    rules: ['ref/undefined'],
    damage: inText(ROOTS, (text, { random }) =>
      text.replace(ROOTS, (all, name: string) =>
        all.replace(name, misspell(name.slice(0, -2), random) + name.slice(-2)),
      ),
    ),
  },
  {
    name: 'a reference names a result that never was',
    rules: ['ref/undefined', 'stagehand/not-a-session'],
    damage: inText(ROOTS, (text) => text.replace(ROOTS, (all, name: string) => all.replace(name, 'invoice'))),
  },
  {
    name: 'a field of a model answer is misspelt',
    rules: ['type/no-such-field'],
    damage: inText(/(caption|answer)_\d+\.(response|message)/, (text, { random }) =>
      text.replace(/\.(response|message)/, (_, field: string) => `.${misspell(field, random)}`),
    ),
  },
  {
    name: 'a field is from another product',
    rules: ['type/no-such-field'],
    damage: inText(/(caption|answer)_\d+\.(response|message)/, (text) =>
      text.replace(/_(\d+)\.(response|message)[.\w]*/, '_$1.text'),
    ),
  },
  {
    name: 'a field of an extraction is misspelt',
    rules: ['type/no-such-field'],
    damage: inText(/stats_\d+\.subscribers|page_\d+\.subscribers/, (text) =>
      text.replace('subscribers', 'subscriber_count'),
    ),
  },
  {
    name: 'a field of a formatted answer is misspelt',
    rules: ['type/no-such-field'],
    damage: inText(/\.json\.title/, (text) => text.replace('.title', '.titel')),
  },
  {
    name: 'a field of a http answer is misspelt',
    rules: ['type/no-such-field'],
    damage: inText(/page_\d+\.status/, (text) => text.replace('.status', '.statusCode')),
  },
  {
    name: 'a step that is read is gone',
    hasManyPlaces: true,
    rules: ['ref/undefined'],
    damage: (editor) =>
      withStep(
        (e) => e.pick(isReadLater(editor)),
        ({ list, index }) => (list.splice(index, 1), ''),
      )(editor),
  },
  {
    name: 'a step stands behind one that reads it',
    hasManyPlaces: true,
    rules: ['ref/use-before-definition', 'ref/undefined'],
    damage: (editor) =>
      withStep(
        (e) => e.pick(isReadLater(editor)),
        ({ list, index }) => (list.push(list.splice(index, 1)[0]!), ''),
      )(editor),
  },
  {
    name: 'a step stands there twice',
    rules: ['ref/duplicate-result-key'],
    damage: withStep(
      (editor) => editor.pick((found) => found.depth === 1 && hasKey(found) && found.pointer.startsWith('/steps')),
      ({ list, index, step }) => (list.splice(index + 1, 0, structuredClone(step)), ''),
    ),
  },
  {
    name: 'a result key is reserved',
    hasManyPlaces: true,
    rules: ['ref/reserved-name'],
    damage: (editor) =>
      withStep(
        (e) => e.pick((found) => hasKey(found) && !isReadLater(editor)(found)),
        ({ step, pointer }, { random }) => {
          const key = step['result_key'] === undefined ? 'name' : 'result_key';
          step[key] = random.pick(['input', 'steps', 'context', 'error', 'params', 'loop', 'in']);
          return `${pointer}/${key}`;
        },
      )(editor),
  },
  {
    name: 'a result key is no name',
    hasManyPlaces: true,
    rules: ['flow/key-format'],
    damage: withStep(
      (editor) => editor.pick(hasKey),
      ({ step, pointer }, { random }) => {
        const key = step['result_key'] === undefined ? 'name' : 'result_key';
        step[key] = random.pick(['my result', '2nd', 'a-b', 'ä']);
        return `${pointer}/${key}`;
      },
    ),
  },
  {
    name: 'a parameter is misspelt',
    rules: ['ref/unknown-input'],
    damage: inText(WHOLE_INPUT, (text, { random }) =>
      text.replace(WHOLE_INPUT, (all, name: string) => all.replace(name, misspell(name, random))),
    ),
  },
  {
    name: 'a parameter is not declared',
    rules: ['ref/unknown-input'],
    damage: inText(WHOLE_INPUT, (text) =>
      text.replace(WHOLE_INPUT, (all, name: string) => all.replace(name, 'invoice_number')),
    ),
  },
  {
    name: 'a reference has two dots',
    rules: ['ref/syntax'],
    damage: inText(/^\$[a-z]+_\d+\.[a-z]/, (text) => text.replace('.', '..')),
  },
  {
    name: 'braces are not closed',
    rules: ['ref/syntax'],
    damage: inText(/\{\{.*\}\}$/, (text) => text.replace(/\}\}$/, '')),
  },
  {
    name: 'an expression cannot be read',
    rules: ['ref/syntax'],
    damage: withStep(
      (editor) =>
        editor.pick(({ settings, step }) => step['type'] === 'transform' && settings['expression'] !== undefined),
      ({ settings, settingsPointer }, { random }) => (
        (settings['expression'] = random.pick(['input.count +', 'size(input.topic', 'input.count ** 2', 'a ? b'])),
        `${settingsPointer}/expression`
      ),
    ),
  },
  {
    name: 'a condition compares text with a number',
    rules: ['type/expression', 'type/mismatch'],
    damage: (editor) =>
      withStep(
        (e) => e.ofType('condition'),
        ({ settings, settingsPointer }) => (
          (settings['if'] = `${editor.isFlat ? 'params' : 'input'}.topic > 3`),
          `${settingsPointer}/if`
        ),
      )(editor),
  },
  {
    name: 'an expression measures a number',
    rules: ['type/expression', 'type/mismatch'],
    damage: (editor) =>
      withStep(
        (e) => e.ofType('condition'),
        ({ settings, settingsPointer }) => (
          (settings['if'] = `size(${editor.isFlat ? 'params' : 'input'}.count) > 0`),
          `${settingsPointer}/if`
        ),
      )(editor),
  },
  {
    name: 'an expression calls a function that does not exist',
    rules: ['ref/syntax', 'type/expression'],
    damage: (editor) =>
      withStep(
        (e) => e.ofType('condition'),
        ({ settings, settingsPointer }) => (
          (settings['if'] = `len(${editor.isFlat ? 'params' : 'input'}.topic) > 0`),
          `${settingsPointer}/if`
        ),
      )(editor),
  },
  {
    name: 'an expression reads a parameter that does not exist',
    isLossy: true,
    rules: ['ref/unknown-input'],
    damage: (editor) =>
      withStep(
        (e) => e.ofType('condition'),
        ({ settings, settingsPointer }) => (
          (settings['if'] = `${editor.isFlat ? 'params' : 'input'}.depe`),
          `${settingsPointer}/if`
        ),
      )(editor),
  },
  {
    name: 'an expression reads a result that does not exist',
    rules: ['ref/undefined'],
    damage: withStep(
      (editor) => editor.pick(() => true),
      ({ step, pointer }) => ((step['when'] = 'size(invoices) > 0'), `${pointer}/when`),
    ),
  },
  {
    name: 'an expression reads a field that is not selected',
    isLossy: true,
    rules: ['type/field-not-selected', 'type/no-such-field'],
    damage: (editor) =>
      withStep(
        (e) => e.pick(({ depth, index, pointer }) => depth === 1 && index > 0 && pointer.startsWith('/steps')),
        ({ step, pointer }) => ((step['when'] = 'profile_1.email == "x"'), `${pointer}/when`),
      )(editor),
  },
  {
    name: 'a step number does not exist',
    rules: ['ref/steps-index'],
    damage: inText(ROOTS, (text) => text.replace(ROOTS, (all, name: string) => all.replace(name, 'steps[99]'))),
  },
  {
    name: 'a list is read as an item',
    rules: ['type/list-as-item'],
    damage: (editor) =>
      withStep(
        (e) => e.twin('directus_search', 'search-items'),
        (found, { flow }) => {
          if (found.depth !== 1 || !hasKey(found)) return undefined;
          (flow['output'] as JsonObject)['first'] = editor.ref(`${keyOf(found)}.caption`);
          return '/output/first';
        },
      )(editor),
  },
  {
    name: 'rows are read as an item',
    rules: ['type/list-as-item'],
    damage: (editor) =>
      withStep(
        (e) => e.pick(({ settings }) => settings['limit'] !== 1 && settings['sort'] !== undefined),
        (found, { flow }) => {
          (flow['output'] as JsonObject)['first'] = editor.ref(`${keyOf(found)}.status`);
          return '/output/first';
        },
      )(editor),
  },
  {
    name: 'a field is not selected',
    isLossy: true,
    rules: ['type/field-not-selected', 'type/no-such-field'],
    damage: (editor) => (
      ((editor.flow['output'] as JsonObject)['mail'] = editor.ref('profile_1.email')),
      '/output/mail'
    ),
  },
  {
    name: 'text goes where a number is taken',
    rules: ['type/mismatch'],
    damage: (editor) =>
      withStep(
        (e) => e.pick(({ settings, depth }) => typeof settings['limit'] === 'number' && depth === 1),
        ({ settings, settingsPointer }) => (
          (settings['limit'] = editor.ref('input.topic')),
          `${settingsPointer}/limit`
        ),
      )(editor),
  },
  {
    name: 'text is gone through like a list',
    rules: ['type/mismatch'],
    damage: (editor) => inSetting(['loop'], 'items', () => editor.ref('input.topic'))(editor),
  },
  {
    name: 'an item is gone through like a list',
    rules: ['type/mismatch'],
    damage: (editor) => inSetting(['loop'], 'items', () => editor.ref('profile_1'))(editor),
  },
  {
    name: 'a whole list stands in an address',
    rules: ['type/object-in-text'],
    damage: (editor) =>
      withStep(
        (e) => e.twin('directus_search', 'search-items'),
        (found) => {
          if (found.depth !== 1) return undefined;
          const url = `https://api.example.com/items/${editor.ref(keyOf(found))}`;
          return insert(editor, { type: editor.isFlat ? 'http' : 'http_request' }, { url });
        },
      )(editor),
  },
  {
    name: 'item is read outside of a loop',
    rules: ['ref/undefined', 'stagehand/not-a-session'],
    damage: inText(ROOTS, (text) => text.replace(ROOTS, (all, name: string) => all.replace(name, 'item'))),
  },
  {
    name: 'error is read outside of on_error',
    rules: ['ref/undefined', 'stagehand/not-a-session'],
    damage: inText(ROOTS, (text) => text.replace(ROOTS, (all, name: string) => all.replace(name, 'error'))),
  },
  {
    name: 'a result from inside parallel is read outside',
    rules: ['ref/undefined'],
    damage: (editor) =>
      withStep(
        (e) => e.pick((found) => found.depth === 2 && found.pointer.includes('/branches/') && hasKey(found)),
        (found) => (((editor.flow['output'] as JsonObject)['inner'] = editor.ref(keyOf(found))), '/output/inner'),
      )(editor),
  },
  {
    name: 'a step reads its own result',
    rules: ['ref/use-before-definition', 'ref/undefined'],
    damage: (editor) =>
      withStep(
        (e) => e.pick((found) => found.depth === 1 && typeof found.settings['prompt'] === 'string'),
        (found) => (
          (found.settings['prompt'] = `Again: ${editor.ref(`${keyOf(found)}.response`)}`),
          `${found.settingsPointer}/prompt`
        ),
      )(editor),
  },
  {
    name: 'a session is never closed',
    isLossy: true,
    rules: ['stagehand/not-closed'],
    damage: withStep(
      (editor) => editor.ofType('stagehand_close'),
      ({ list, index }) => (list.splice(index, 1), ''),
    ),
  },
  {
    name: 'a session is used after it was closed',
    rules: ['stagehand/use-after-close'],
    damage: (editor) =>
      withStep(
        (e) => e.pick(({ step, pointer }) => step['type'] === 'stagehand_close' && pointer.startsWith('/steps')),
        ({ list, index, settings }) => (
          list.splice(index + 1, 0, {
            type: 'stagehand_act',
            config: { sessionId: settings['sessionId']!, action: 'click Stats' },
          }),
          ''
        ),
      )(editor),
  },
  {
    name: 'a session is a literal',
    rules: ['stagehand/not-a-session'],
    damage: inSetting(['stagehand_navigate', 'stagehand_act', 'stagehand_extract'], 'sessionId', () => 'session-1'),
  },
  {
    name: 'a session is a result of something else',
    rules: ['stagehand/not-a-session', 'type/no-such-field', 'type/mismatch', 'type/field-not-selected'],
    damage: inSetting(['stagehand_navigate', 'stagehand_act', 'stagehand_extract'], 'sessionId', () => '$profile_1.id'),
  },
  {
    name: 'the user comes from the model',
    rules: ['sec/user-id-from-input', 'ref/unknown-input'],
    damage: inText(/context\.user_id/, (text) =>
      text.replace(/(\$|\{\{)context\.user_id/, (_, mark: string) =>
        mark === '$' ? '$input.topic' : '{{params.topic',
      ),
    ),
  },
  {
    name: 'any row is changed by an id of the model',
    rules: ['sec/unscoped-id'],
    damage: (editor) =>
      both(
        ['directus_update', { collection: 'scheduled_posts', id: '$input.topic', item: { status: 'draft' } }],
        [
          'directus',
          {
            operation: 'update-item',
            collection: 'scheduled_posts',
            id: '{{params.topic}}',
            data: { status: 'draft' },
          },
        ],
      )(editor),
  },
  {
    name: 'any row is deleted by an id of the model',
    rules: ['sec/unscoped-id'],
    damage: (editor) =>
      both(
        ['directus_delete', { collection: 'scheduled_posts', id: '$input.topic' }],
        ['directus', { operation: 'delete-item', collection: 'scheduled_posts', id: '{{params.topic}}' }],
      )(editor),
  },
  {
    name: 'the model chooses the host',
    rules: ['sec/ssrf'],
    damage: inSetting(['http_request', 'http'], 'url', (editor) =>
      editor.random.pick([
        editor.ref('input.topic'),
        `https://${editor.ref('input.topic')}/x`,
        `https://x-${editor.ref('input.topic')}/y`,
      ]),
    ),
  },
  {
    name: 'a token stands in the flow',
    rules: ['sec/hardcoded-secret'],
    damage: inSetting(['http_request', 'http'], 'headers', (editor) => ({
      Authorization: editor.random.pick([
        'Bearer sk-live-4f8a2b7c9d1e3f5a6b8c',
        'Bearer ghp_16C7e42F292c6912E7710c838347Ae178B4a',
        'Basic YWRtaW46c3VwZXJzZWNyZXQ=',
      ]),
    })),
  },
  {
    name: 'a secret goes to a model',
    rules: ['sec/secret-leak'],
    damage: (editor) =>
      inSetting(['ollama_generate', 'ollama'], 'prompt', (e) => `Is this key valid? ${e.ref('env.API_KEY')}`)(editor),
  },
  {
    name: 'a credential is expected from the model',
    rules: ['sec/secret-from-input'],
    damage: inSetting(['http_request', 'http'], 'headers', (editor) => ({
      authorization: `Bearer ${editor.ref('input.topic')}`,
    })),
  },
  {
    name: 'a page speaks in the system prompt',
    rules: ['sec/prompt-injection'],
    damage: (editor) => {
      insert(
        editor,
        { type: editor.isFlat ? 'http' : 'http_request', result_key: 'blog' },
        { url: 'https://blog.example.com/' },
      );
      const settings = {
        model: 'dolphin3:8b',
        system: `You are kind. ${editor.ref('blog.body')}`,
        prompt: 'Write a message',
      };
      return insert(editor, { type: editor.isFlat ? 'ollama' : 'ollama_generate', result_key: 'written' }, settings);
    },
  },
  {
    name: 'a model decides what the browser does',
    rules: ['sec/model-drives-action'],
    damage: withStep(
      (editor) => editor.pick(({ step, pointer }) => step['type'] === 'stagehand_act' && pointer.startsWith('/steps')),
      ({ settings, list, index }) => {
        const plan = {
          type: 'ollama_generate',
          result_key: 'plan',
          config: { model: 'dolphin3:8b', prompt: 'What next?' },
        };
        settings['action'] = '$plan.response';
        list.splice(index, 0, plan);
        return `/steps/${index + 1}`;
      },
    ),
  },
  {
    name: 'an address is not encrypted',
    rules: ['sec/insecure-url'],
    damage: inText(/^https:\/\/api/, (text) => text.replace('https:', 'http:')),
  },
  {
    name: 'a system collection is written',
    rules: ['sec/system-collection'],
    damage: (editor) =>
      both(
        ['directus_update', { collection: 'directus_users', id: '$context.user_id', item: { role: 'admin' } }],
        [
          'directus',
          {
            operation: 'update-item',
            collection: 'directus_users',
            id: '{{context.user_id}}',
            data: { role: 'admin' },
          },
        ],
      )(editor),
  },
  {
    name: 'cookies of any profile can be loaded',
    rules: ['sec/cookies-of-input'],
    damage: (editor) =>
      editor.isFlat
        ? undefined
        : (insert(
            editor,
            { type: 'stagehand_cookie_login', result_key: 'login' },
            { creator_profile_id: '$input.topic', platform: 'onlyfans', url: 'https://onlyfans.com/' },
          ),
          insert(editor, { type: 'stagehand_close' }, { sessionId: '$login.sessionId' }),
          ''),
  },
  {
    name: 'an operator of a filter is misspelt',
    rules: ['directus/unknown-operator'],
    damage: withStep(
      (editor) => editor.pick(({ settings }) => settings['filter'] !== undefined),
      ({ settings, settingsPointer }) => {
        renameKey(Object.values(settings['filter'] as JsonObject)[0] as JsonObject, '_eq', '_eqq');
        return `${settingsPointer}/filter`;
      },
    ),
  },
  {
    name: 'an operator of a filter is a sign',
    rules: ['directus/unknown-operator'],
    damage: withStep(
      (editor) => editor.pick(({ settings }) => settings['filter'] !== undefined),
      ({ settings, settingsPointer }, { random }) => {
        const [condition] = Object.values(settings['filter'] as JsonObject);
        renameKey(condition as JsonObject, '_eq', random.pick(['=', '==', '!=', '>=']));
        return `${settingsPointer}/filter`;
      },
    ),
  },
  {
    name: 'a schema points to one that does not exist',
    rules: ['flow/schema'],
    damage: ({ flow, random }) => {
      const input = flow['input'] as JsonObject;
      const properties = input['properties'] as JsonObject;
      input['$defs'] = { topic: properties['topic']! };
      properties['topic'] = { $ref: `#/$defs/${random.pick(['topics', 'tpoic', 'subject'])}` };
      return '/input/properties/topic';
    },
  },
  {
    name: 'an operator that takes a list gets text',
    isLossy: true,
    rules: ['directus/operator-type'],
    damage: withStep(
      (editor) => editor.pick(({ settings }) => settings['sort'] !== undefined),
      ({ settings, settingsPointer }) => {
        ((settings['filter'] as JsonObject)['status'] as JsonObject)['_in'] = 'queued';
        return `${settingsPointer}/filter`;
      },
    ),
  },
  {
    name: 'a read has no bounds',
    isLossy: true,
    rules: ['directus/unbounded-read'],
    damage: withStep(
      (editor) => editor.pick(({ settings }) => settings['sort'] !== undefined),
      ({ settings, pointer }) => {
        delete settings['limit'];
        delete settings['filter'];
        return pointer;
      },
    ),
  },
  {
    name: 'a collection is misspelt',
    rules: ['directus/unknown-collection'],
    needsProject: true,
    damage: withStep(
      (editor) => editor.pick(({ settings }) => typeof settings['collection'] === 'string'),
      ({ settings, settingsPointer }, { random }) => {
        settings['collection'] = misspell(settings['collection'] as string, random);
        return `${settingsPointer}/collection`;
      },
    ),
  },
  {
    name: 'a queue has no worker',
    rules: ['queue/unknown-queue'],
    needsProject: true,
    damage: inSetting(['bullmq_enqueue'], 'queue', () => 'media-job'),
  },
  {
    name: 'a model is not pinned',
    rules: ['ollama/unpinned-model'],
    damage: inSetting(['ollama_generate', 'ollama', 'ollama_chat'], 'model', (editor) =>
      editor.random.pick(['qwen-2.5:latest', 'dolphin-mistral']),
    ),
  },
  {
    name: 'the id of a Directus flow is cut',
    rules: ['step/flow-uuid'],
    damage: (editor) =>
      withStep(
        (e) => e.twin('directus_trigger', 'trigger-flow'),
        ({ settings, settingsPointer }) => {
          const setting = settings['flow_uuid'] === undefined ? 'id' : 'flow_uuid';
          settings[setting] = '7506f825-...';
          return `${settingsPointer}/${setting}`;
        },
      )(editor),
  },
  {
    name: 'the taxonomy cache stays stale',
    rules: ['taxonomy/missing-invalidate'],
    damage: withStep(
      (editor) => editor.ofType('taxonomy_invalidate'),
      ({ list, index }) => (list.splice(index, 1), ''),
    ),
  },
  {
    name: 'a step stands behind return',
    rules: ['flow/unreachable'],
    damage: (editor) => insert(editor, { type: 'return' }, { value: 'done' }, 1) && '/steps',
  },
  {
    name: 'a wait can never end',
    rules: ['flow/wait-without-timeout', 'ref/undefined'],
    damage: withStep(
      (editor) => editor.ofType('wait-for'),
      ({ settings, pointer }) => ((settings['steps'] = []), pointer),
    ),
  },
  {
    name: 'one reference is of the other dialect',
    rules: ['flow/mixed-dialects'],
    damage: (editor) => {
      (editor.flow['output'] as JsonObject)['other'] = editor.isFlat ? '$params.topic' : '{{input.topic}}';
      return '';
    },
  },
  {
    name: 'a comma is missing',
    rules: ['json/syntax'],
    damage: () => '',
    damageText: (text, { random }) => replaceSome(text, /",\n/g, '"\n', random),
  },
  {
    name: 'a comma is too much',
    rules: ['json/syntax'],
    damage: () => '',
    damageText: (text, { random }) => replaceSome(text, /"\n(\s*)\}/g, '",\n}', random),
  },
  {
    name: 'a key has single quotes',
    rules: ['json/syntax'],
    damage: () => '',
    damageText: (text) => text.replace('"slug"', "'slug'"),
  },
  {
    name: 'a key has no quotes',
    rules: ['json/syntax'],
    damage: () => '',
    damageText: (text) => text.replace('"steps"', 'steps'),
  },
  {
    name: 'a quote is missing',
    hasManyPlaces: true,
    rules: ['json/syntax'],
    damage: () => '',
    damageText: (text, { random }) => replaceSome(text, /",\n/g, ',\n', random),
  },
  {
    name: 'a bracket is missing',
    rules: ['json/syntax'],
    damage: () => '',
    damageText: (text) => text.replace(/\]\s*,\s*"output"/, ', "output"'),
  },
  {
    name: 'the file is cut off',
    isLossy: true,
    hasManyPlaces: true,
    rules: ['json/syntax'],
    damage: () => '',
    damageText: (text, { random }) => text.slice(0, 200 + random.below(text.length - 300)),
  },
  {
    name: 'there is a comment',
    rules: ['json/syntax'],
    damage: () => '',
    damageText: (text) => text.replace('"steps"', '// what it does\n  "steps"'),
  },
  {
    name: 'a key is given twice',
    rules: ['json/duplicate-key'],
    damage: () => '',
    damageText: (text) => text.replace('"slug":', '"name": "Another",\n  "slug":'),
  },
  {
    name: 'git left its marks',
    rules: ['json/syntax'],
    damage: () => '',
    damageText: (text) => text.replace('  "steps"', '<<<<<<< HEAD\n  "steps"'),
  },
];

function replaceSome(
  text: string,
  pattern: RegExp,
  replacement: string,
  random: { below(limit: number): number },
): string {
  const matches = [...text.matchAll(pattern)];
  const match = matches[random.below(matches.length)]!;
  return text.slice(0, match.index) + replacement + text.slice(match.index + match[0].length);
}
