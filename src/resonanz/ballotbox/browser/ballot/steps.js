// The questions as steps. What is ticked lives in the page's memory only: nothing of it goes into the address or any storage.

const QUESTION = 'legend';
const OPTION = '.opt:not(.skip-it)';

export class Steps {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    /** @type {HTMLElement[]} */
    this.all = [...form.querySelectorAll('.step')].filter((step) => step instanceof HTMLElement);
    this.questions = this.all.filter((step) => step.dataset.code);
    this.at = 0;
    this.filled = false;
    this.changing = false;
    this.restored = false;
    this.depth = 0;
  }

  /**
   * What the page shows, to be compared with what was fixed: [{code, text, options}].
   * @type {() => Shown[]}
   */
  shown() {
    return this.questions.map((step) => ({
      code: step.dataset.code,
      text: step.querySelector(QUESTION)?.textContent ?? null,
      options: [...step.querySelectorAll(OPTION)].map((label) => label.textContent?.trim() ?? null),
    }));
  }

  /**
   * Put the fixed wording back in the place of a translation.
   * @type {(fixed: Fixed[]) => void}
   */
  restore(fixed) {
    this.restored = true;
    for (const [at, { text, options }] of fixed.entries()) {
      this.questions[at].querySelector(QUESTION)?.replaceChildren(text);
      this.questions[at].querySelectorAll(`${OPTION} > span`).forEach((span, place) => {
        span.replaceChildren(options[place]);
      });
    }
  }

  /** Let people answer: one question at a time. */
  open() {
    for (const fieldset of this.form.querySelectorAll('fieldset')) fieldset.disabled = false;
    this.form.classList.add('live');
    this.form.addEventListener('change', () => (this.filled = true));
    this.form.addEventListener('click', (event) => this.#clicked(event.target));
    this.form.addEventListener('keydown', (event) => this.#typed(event));
    addEventListener('popstate', (event) => this.#back(event.state));
    history.replaceState({ step: 0, depth: 0 }, '');
    this.show(0, { focus: false });
  }

  /**
   * Go on to a step: the way back through the browser's own Back leads to the step before.
   * @type {(step: number) => void}
   */
  go(step) {
    this.depth += 1;
    history.pushState({ step, depth: this.depth }, '');
    this.show(step);
  }

  /** @type {(step: number, how?: {focus?: boolean}) => void} */
  show(step, { focus = true } = {}) {
    this.at = Math.min(step, this.all.length - 1);
    this.changing = false;
    if (this.at === this.questions.length) this.#review();
    this.all.forEach((each, position) => each.classList.toggle('current', position === this.at));
    if (!focus) return;
    scrollTo({ top: 0 });
    /** @type {HTMLElement | null | undefined} */ (this.all[this.at]?.querySelector('.q'))?.focus({
      preventScroll: true,
    });
  }

  /**
   * One number a question: the option in printed order from 1, or 0. Its place counts, for that is what was compared.
   * @type {() => number[]}
   */
  answers() {
    return this.questions.map((step) => {
      const choice = ticked(step)?.closest(OPTION);
      return choice ? [...step.querySelectorAll(OPTION)].indexOf(choice) + 1 : 0;
    });
  }

  /** Forget what was ticked, and the steps on the way. */
  clear() {
    if (this.depth) history.go(-this.depth);
    this.form.reset();
    for (const answer of this.form.querySelectorAll('.said-a')) answer.textContent = '';
    this.filled = false;
  }

  /** @type {(target: EventTarget | null) => void} */
  #clicked(target) {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button?.dataset.go === 'next') this.#onwards();
    if (button?.dataset.go === 'back') history.back();
    if (!button?.dataset.change) return;
    this.go(Number(button.dataset.change));
    this.changing = true;
  }

  /** @type {(state: {depth: number, step: number} | null) => void} */
  #back(state) {
    this.depth = state?.depth ?? 0;
    this.show(state?.step ?? 0);
  }

  /** To the next step; after changing one answer back to all of them. */
  #onwards() {
    this.go(this.changing ? this.questions.length : this.at + 1);
  }

  /**
   * Enter on an option goes on, as people expect of a form.
   * @type {(event: KeyboardEvent) => void}
   */
  #typed(event) {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    this.#onwards();
  }

  #review() {
    this.form.querySelectorAll('.said-q').forEach((place, position) => {
      place.textContent = this.questions[position].querySelector(QUESTION)?.textContent ?? '';
    });
    this.form.querySelectorAll('.said-a').forEach((place, position) => {
      const choice = ticked(this.questions[position]);
      place.textContent =
        (choice ? choice.parentElement?.textContent?.trim() : place.getAttribute('data-unanswered')) ?? '';
      place.classList.toggle('quiet', !choice);
    });
  }
}

/** @type {(step: Element | undefined) => HTMLInputElement | null} */
function ticked(step) {
  return step?.querySelector('input:checked') ?? null;
}
