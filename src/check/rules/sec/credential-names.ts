const CREDENTIAL =
  /^(?:authorization|proxy-authorization|cookie|set-cookie)$|passw(?:or)?d|passphrase|secret|credential|api[-_]?key|apikey|access[-_]?key|private[-_]?key|(?:^|[-_])(?:auth|access|refresh|bearer|session|id|csrf|xsrf|api)[-_]?token$|^token$|auth[-_]?(?:key|token)$|^x-.*-?(?:token|key)$/i;

/** Whether a field, a header or a parameter of that name holds what lets somebody in. */
export function isCredentialName(name: string | number): boolean {
  return typeof name === 'string' && CREDENTIAL.test(name);
}
