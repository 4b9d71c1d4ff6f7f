// Minutes: a file dropped anywhere on its field, the focus after a part of the page was replaced, trouble on the way.
// Every page works without this module.

const said = document.getElementById('said');
/** @type {string[] | null} */
let next = null;
let withinFold = false;

/** @type {(text: string) => void} */
function say(text) {
  const line = document.createElement('p');
  line.className = 'bad';
  line.textContent = text;
  if (said === null) return;
  said.className = 'toast';
  said.replaceChildren(line);
}

// Words that only tell what happened go again; what went wrong stays until the next step.
function fade() {
  const good = said?.querySelector('p:not(.bad)');
  if (good) setTimeout(() => good.remove(), 6000);
}

for (const field of document.querySelectorAll('[data-drop]')) {
  /** @type {HTMLInputElement | null} */
  const input = field.querySelector('input[type=file]');
  /** @type {(event: DragEvent) => boolean | undefined} */
  const carriesFile = (event) => event.dataTransfer?.types.includes('Files');
  for (const name of /** @type {const} */ (['dragenter', 'dragover'])) {
    document.addEventListener(name, (event) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      field.classList.add('over');
    });
  }
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) field.classList.remove('over');
  });
  document.addEventListener('drop', (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    field.classList.remove('over');
    const [first] = event.dataTransfer?.files ?? [];
    if (!input || !first) return;
    const one = new DataTransfer();
    one.items.add(first);
    input.files = one.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

// Whoever works on a line of the summary goes on working there, though it folds once all is decided.
/** @type {(part: Element | null) => void} */
function unfold(part) {
  /** @type {HTMLDetailsElement | null | undefined} */
  const fold = withinFold ? part?.querySelector('.fold') : null;
  if (fold) fold.open = true;
}

// Where to go on if the focused element is replaced: the same line, else its follower, else the heading of its kind.
/** @type {(target: Element) => string[]} */
function places(target) {
  const follower = document.activeElement?.closest('li.line')?.nextElementSibling;
  const section = target.closest('section') ?? document.activeElement?.closest('section');
  return [target.id, follower?.id, section?.querySelector('h2')?.id].flatMap((id) => id || []);
}

document.addEventListener('htmx:beforeSwap', (event) => {
  next = document.activeElement === document.body ? null : places(event.detail.target);
  withinFold = document.activeElement?.closest('#kind-summary .line') != null;
});

document.addEventListener('htmx:afterSettle', () => {
  fade();
  unfold(document.getElementById('kind-summary'));
  if (next === null || document.activeElement !== document.body) return;
  for (const id of next) {
    const place = document.getElementById(id);
    /** @type {HTMLElement | null | undefined} */
    const goal = place?.matches('h2')
      ? place
      : (place?.querySelector('.fold:not([open]) > summary') ??
        place?.querySelector('.line-actions :is(button, a)') ??
        place?.querySelector('button, a, summary, select, h2[tabindex]'));
    if (goal) {
      goal.focus({ preventScroll: goal.matches('h2') });
      break;
    }
  }
  next = null;
});

for (const name of ['htmx:sendError', 'htmx:responseError', 'htmx:timeout']) {
  document.addEventListener(name, () => say(said?.dataset.trouble ?? ''));
}
