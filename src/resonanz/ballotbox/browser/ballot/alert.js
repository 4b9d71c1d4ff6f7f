// The page's elements, and its messages: templates in the reader's language, put where screen readers announce them.

/**
 * The element that the page is sure to have.
 * @type {(id: string) => HTMLElement}
 */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * The content of a template of the page.
 * @type {(id: string) => DocumentFragment}
 */
export const contentOf = (id) => /** @type {HTMLTemplateElement} */ (byId(id)).content;

const place = () => byId('alert');

/**
 * Show the message of `code`, or `otherwise` if the page has none for it; `retry` is called by its button.
 * @type {(code: string, how?: {retry?: () => void, values?: Record<string, string>, otherwise?: string}) => void}
 */
export function say(code, { retry, values = {}, otherwise = 'unexpected' } = {}) {
  const known = document.getElementById(`message-${code}`) ? code : otherwise;
  const message = document.importNode(contentOf(`message-${known}`), true);
  for (const paragraph of message.querySelectorAll('p')) fill(paragraph, values);
  if (retry) message.querySelector('[data-retry]')?.addEventListener('click', retry);
  place().dataset.code = code;
  place().replaceChildren(message);
  place().scrollIntoView({ block: 'nearest' });
  place().focus({ preventScroll: true });
}

/** Take the message away. */
export function hush() {
  delete place().dataset.code;
  place().replaceChildren();
}

/** @type {(paragraph: HTMLElement, values: Record<string, string>) => void} */
function fill(paragraph, values) {
  for (const [name, value] of Object.entries(values)) {
    const text = paragraph.textContent ?? '';
    if (text.includes(`{${name}}`)) paragraph.textContent = text.replaceAll(`{${name}}`, value);
  }
}
