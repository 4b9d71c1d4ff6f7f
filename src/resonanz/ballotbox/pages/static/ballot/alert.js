// Messages: templates of the page, written by the server in the reader's language, put where screen readers announce them.

const place = () => document.getElementById('alert');

/** Show the message of `code`, or `otherwise` if the page has none for it; `retry` is called by its button. */
export function say(code, { retry = null, values = {}, otherwise = 'unexpected' } = {}) {
  const template = document.getElementById(`message-${code}`) ?? document.getElementById(`message-${otherwise}`);
  const message = template.content.cloneNode(true);
  for (const paragraph of message.querySelectorAll('p')) fill(paragraph, values);
  message.querySelector('[data-retry]')?.addEventListener('click', retry);
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

function fill(paragraph, values) {
  for (const [name, value] of Object.entries(values)) {
    if (paragraph.textContent.includes(`{${name}}`)) {
      paragraph.textContent = paragraph.textContent.replaceAll(`{${name}}`, value);
    }
  }
}
