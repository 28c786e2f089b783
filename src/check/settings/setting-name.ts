/** A path in the settings as people write it: `messages[0].content`, `headers["X-Key"]`. */
export function settingName(path: readonly (string | number)[]): string {
  let name = '';
  for (const part of path) {
    if (typeof part === 'number') name += `[${part}]`;
    else if (!/^[A-Za-z_$][\w$-]*$/.test(part)) name += `[${JSON.stringify(short(part))}]`;
    else name += name === '' ? short(part) : `.${short(part)}`;
  }
  return name;
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
