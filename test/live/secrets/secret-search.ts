import type { Remnant } from './remnants.ts';

/** Where a secret stands in plain, URL-encoded, JSON-escaped or base64 form: `PLACE: NAME (FORM)`. */
export function findSecrets(remnants: readonly Remnant[], secrets: Readonly<Record<string, string>>): string[] {
  const forms = Object.entries(secrets).flatMap(([name, secret]) => formsOf(name, secret));
  return remnants.flatMap(({ place, bytes }) =>
    forms.filter(({ text }) => bytes.includes(text)).map(({ label }) => `${place}: ${label}`),
  );
}

function formsOf(name: string, secret: string): Array<{ label: string; text: string }> {
  const form = (kind: string, text: string) => ({ label: `${name} (${kind})`, text });
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    form('plain', secret),
    form('URL-encoded', encodeURIComponent(secret)),
    form('in an address', new URL(`http://host/?${secret}`).search.slice(1)),
    form('form-encoded', new URLSearchParams({ '': secret }).toString().slice(1)),
    form('JSON-escaped', json),
    form('JSON in JSON', JSON.stringify(json).slice(1, -1)),
    ...[0, 1, 2].flatMap((offset) => {
      // What stands around a secret decides the characters at both ends.
      const encoded = Buffer.from(' '.repeat(offset) + secret).toString('base64');
      const text = encoded.slice(offset === 0 ? 0 : 4, encoded.length - 4);
      return [form('base64', text), form('base64url', text.replaceAll('+', '-').replaceAll('/', '_'))];
    }),
  ];
}
