// Whether the page shows the questions that were fixed. Translators change a page too, so a difference has two causes:
// docs/anonymity/protocol.md says how they are told apart, and why that is safe.

const TRANSLATED = ['translated-ltr', 'translated-rtl'];

/**
 * Every question in its order and wording; null if the questionnaire has none in this language.
 * @type {(questionnaire: Questionnaire, language: string | undefined) => Fixed[] | null}
 */
export function fixedQuestions(questionnaire, language) {
  /** @type {Fixed[]} */
  const fixed = [];
  for (const { code, wordings } of questionnaire.items) {
    const wording = wordings.find((each) => each.language === language);
    if (!wording) return null;
    fixed.push({ code, text: wording.text, options: wording.options });
  }
  return fixed;
}

/**
 * Whether these are the fixed questions and options, word for word, and nothing else.
 * @type {(shown: Shown[], fixed: Fixed[]) => boolean}
 */
export function sameWords(shown, fixed) {
  if (!sameForm(shown, fixed)) return false;
  return fixed.every(({ text, options }, at) => text === shown[at].text && same(options, shown[at].options));
}

/**
 * Whether there are as many, with the same codes and as many options: what no translator changes.
 * @type {(shown: Shown[], fixed: Fixed[]) => boolean}
 */
export function sameForm(shown, fixed) {
  if (shown.length !== fixed.length) return false;
  return fixed.every(({ code, options }, at) => code === shown[at].code && options.length === shown[at].options.length);
}

/**
 * Whether something has translated the page since it came in `language`.
 * @type {(page: Document, language: string | undefined) => boolean}
 */
export function isTranslated({ documentElement: html }, language = '') {
  const marked = TRANSLATED.some((name) => html.classList.contains(name));
  return marked || html.lang !== language.slice(0, 2) || html.querySelector('.step font') !== null;
}

/** @type {(fixed: string[], shown: (string | null)[]) => boolean} */
function same(fixed, shown) {
  return fixed.every((text, at) => text === shown[at]);
}
