// The start data: what the app handed over, checked before anything is shown as true or drawn.

import { fromHex, toHex } from './codec.js';
import { read } from './post.js';
import { Refusal } from './refusal.js';
import { decodeHeader, decodeQuestionnaire, decodeStart, verifyStart } from './wire.js';

/**
 * {start, header, cell}; a Refusal names what is wrong. `page` are the facts the page itself states.
 * @type {(fragment: string, page: DOMStringMap, steps: Shown[]) => Promise<Begun>}
 */
export async function checkedStart(fragment, page, steps) {
  if (!globalThis.crypto?.subtle) throw new Refusal('insecure');
  if (!fragment) throw new Refusal('start-missing');
  const start = decoded(fragment, page.wave);
  const reply = await read('questionnaire');
  if (reply?.status !== 200) throw new Refusal('questionnaire-unreachable');
  const { header, cell } = await verifyStart(start, reply.body, fromHex(page.root ?? ''));
  if (new URL(start.drawUrl).origin !== new URL(page.app ?? '').origin) throw new Refusal('address-foreign');
  if (!showsExactly(decodeQuestionnaire(reply.body), page.languageCode, steps)) {
    throw new Refusal('questionnaire-differs');
  }
  return { start, header, cell };
}

/**
 * The start data as it came; another wave's link is no attack, only the wrong link.
 * @type {(fragment: string, wave: string | undefined) => Start}
 */
function decoded(fragment, wave) {
  try {
    const start = decodeStart(fragment);
    if (toHex(decodeHeader(start.header).wave) === wave) return start;
  } catch {
    throw new Refusal('start-malformed');
  }
  throw new Refusal('wave-mismatch');
}

/**
 * Whether the page shows every question and option of the fixed questionnaire, in its order, and nothing else.
 * @type {(questionnaire: Questionnaire, language: string | undefined, steps: Shown[]) => boolean}
 */
function showsExactly(questionnaire, language, steps) {
  if (steps.length !== questionnaire.items.length) return false;
  return questionnaire.items.every((item, position) => {
    const wording = item.wordings.find((each) => each.language === language);
    const { code, text, options } = steps[position];
    return wording && code === item.code && text === wording.text && same(options, wording.options);
  });
}

/** @type {(shown: (string | null)[], fixed: string[]) => boolean} */
function same(shown, fixed) {
  return shown.length === fixed.length && shown.every((text, position) => text === fixed[position]);
}
