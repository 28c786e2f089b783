/**
 * The expression that a page evaluates to tell by which names an element goes, or that it is not there (`null`).
 * Shown text, label, `aria-label`, placeholder, title, alternative text and the value of a button, each with single spaces.
 */
export function elementNamesExpression(selector: string): string {
  return `(${ELEMENT_NAMES})(${JSON.stringify(selector.replace(/^xpath=/, ''))})`;
}

// Runs in the page, whose own globals may be anything: it throws nothing and changes nothing.
const ELEMENT_NAMES = `(xpath) => {
  try {
    const found = document.evaluate(xpath, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue;
    if (!(found instanceof Element)) return null;
    const labelled = (found.getAttribute('aria-labelledby') ?? '').split(/\\s+/).filter(Boolean);
    const isButton = found instanceof HTMLInputElement && ['button', 'submit', 'reset'].includes(found.type);
    const texts = [
      labelled.map((id) => document.getElementById(id)?.innerText ?? '').join(' '),
      found.getAttribute('aria-label'),
      ...[...(found.labels ?? [])].map((label) => label.innerText),
      found.innerText,
      found.textContent,
      isButton ? found.value || found.type : '',
      found.getAttribute('placeholder'),
      found.getAttribute('title'),
      found.getAttribute('alt'),
    ];
    return texts.map((text) => (text ?? '').replace(/\\s+/g, ' ').trim().slice(0, 500)).filter(Boolean);
  } catch {
    return null;
  }
}`;

/**
 * Whether an element with these names is the one that was found as `role: name`. Without a name then, it must have none now
 * either: its place alone says too little.
 */
export function isSameElement(names: readonly string[], element: string): boolean {
  const separator = element.indexOf(': ');
  const name =
    separator === -1
      ? ''
      : element
          .slice(separator + 2)
          .replace(/\s+/g, ' ')
          .trim();
  return name === '' ? names.length === 0 : names.includes(name.slice(0, 500));
}
