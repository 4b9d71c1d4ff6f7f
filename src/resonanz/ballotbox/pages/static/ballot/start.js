// The start data: what the app handed over, checked before anything is shown as true or drawn.

import { decodeQuestionnaire, decodeStart, verifyStart } from './wire.js';
import { read } from './post.js';
import { Refusal } from './refusal.js';

/** {start, header, cell, questionnaire}; a Refusal names what is wrong. `page` are the facts the page itself states. */
export async function checkedStart(fragment, page, steps) {
  if (!globalThis.crypto?.subtle) throw new Refusal('insecure');
  if (!fragment) throw new Refusal('start-missing');
  const start = decoded(fragment);
  const reply = await read('questionnaire');
  if (reply?.status !== 200) throw new Refusal('questionnaire-unreachable');
  const { header, cell } = await verifyStart(start, reply.body, fromHex(page.root));
  if (toHex(header.wave) !== page.wave) throw new Refusal('wave-mismatch');
  if (new URL(start.drawUrl).origin !== new URL(page.app).origin) throw new Refusal('address-foreign');
  const questionnaire = decodeQuestionnaire(reply.body);
  if (!showsExactly(questionnaire, page.languageCode, steps)) throw new Refusal('questionnaire-differs');
  return { start, header, cell, questionnaire };
}

function decoded(fragment) {
  try {
    return decodeStart(fragment);
  } catch {
    throw new Refusal('start-malformed');
  }
}

/** Whether the page shows every question and option of the fixed questionnaire, in its order, and nothing else. */
function showsExactly(questionnaire, language, steps) {
  if (steps.length !== questionnaire.items.length) return false;
  return questionnaire.items.every((item, position) => {
    const wording = item.wordings.find((each) => each.language === language);
    const { code, text, options } = steps[position];
    return wording && code === item.code && text === wording.text && same(options, wording.options);
  });
}

function same(shown, fixed) {
  return shown.length === fixed.length && shown.every((text, position) => text === fixed[position]);
}

export function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
