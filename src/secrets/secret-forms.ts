/** The spellings in which a secret shows up in texts: plain, URL-encoded, JSON-escaped, base64. */
export function secretForms(secret: string): Set<string> {
  const wellFormed = secret.toWellFormed();
  const forms = new Set([
    secret,
    encodeURIComponent(wellFormed),
    queryForm(wellFormed),
    new URLSearchParams([['', wellFormed]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
  ]);
  for (const form of base64Forms(wellFormed)) forms.add(form);
  return forms;
}

/** As it stands in an address that it was put into as it is: only what no address can hold is encoded. */
function queryForm(secret: string): string {
  const url = new URL('http://host');
  url.search = `?${secret}`;
  const form = url.search.slice(1);
  // Line breaks and tabs are dropped: what is left may be too little to look for.
  return form.length < secret.length ? secret : form;
}

/**
 * Base64 packs three bytes into four characters, so a secret inside a longer encoded text starts at one of three offsets.
 * Of each, only the characters that the secret alone decides can be searched for.
 */
function* base64Forms(secret: string): Generator<string> {
  const bytes = Buffer.from(secret);
  for (let offset = 0; offset < 3; offset++) {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const first = offset === 0 ? 0 : offset + 1;
    const certain = encoded.slice(first, Math.floor(((offset + bytes.length) * 8) / 6));
    if (certain.length < 5) continue;
    yield certain;
    yield certain.replaceAll('+', '-').replaceAll('/', '_');
  }
}
