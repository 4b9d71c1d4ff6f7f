// The start data: what the app handed over, checked before anything is shown as true or drawn.

import { fromHex, toHex } from './codec.js';
import { read } from './post.js';
import { fixedQuestions, isTranslated, sameForm, sameWords } from './questions.js';
import { Refusal, codeOf } from './refusal.js';
import { checkChain, decodeHeader, decodeQuestionnaire, decodeStart, decodeWaveList, verifyStart } from './wire.js';

const LIST = '../../waves/list';

/** @typedef {import('./steps.js').Steps} Steps */

/**
 * {start, header, cell}; a Refusal names what is wrong. `page` are the facts the page itself states.
 * @type {(fragment: string, page: DOMStringMap, steps: Steps) => Promise<Begun>}
 */
export async function checkedStart(fragment, page, steps) {
  if (!globalThis.crypto?.subtle) throw new Refusal('insecure');
  if (!fragment) throw new Refusal('start-missing');
  const start = decoded(fragment, page.wave);
  const reply = await read('questionnaire');
  if (reply?.status !== 200) throw new Refusal('questionnaire-unreachable');
  const { header, cell } = await verifyStart(start, reply.body, fromHex(page.root ?? ''));
  if (new URL(start.drawUrl).origin !== new URL(page.app ?? '').origin) throw new Refusal('address-foreign');
  showFixed(decodeQuestionnaire(reply.body), page.languageCode, steps);
  await checkListed(header, start.root);
  return { start, header, cell };
}

/**
 * The wave must be the open one at the head of the ballot box's public list.
 * @type {(header: Header, root: Bytes) => Promise<void>}
 */
async function checkListed(header, root) {
  const reply = await read(LIST);
  if (reply?.status !== 200) throw new Refusal('questionnaire-unreachable');
  try {
    await checkChain(decodeWaveList(reply.body), header, root);
  } catch (error) {
    throw new Refusal(codeOf(error, '') === 'wave-not-open' ? 'wave-over' : 'chain-broken');
  }
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
 * The page shows the questions of the fixed questionnaire and nothing else. Where a translator has changed them the
 * fixed wording is put back: so the page shows what was fixed, whoever changed it. A Refusal in every other case.
 * @type {(questionnaire: Questionnaire, language: string | undefined, steps: Steps) => void}
 */
function showFixed(questionnaire, language, steps) {
  const fixed = fixedQuestions(questionnaire, language);
  if (fixed && sameWords(steps.shown(), fixed)) return;
  if (fixed && sameForm(steps.shown(), fixed) && isTranslated(document, language)) {
    steps.restore(fixed);
    if (sameWords(steps.shown(), fixed)) return;
  }
  throw new Refusal('questionnaire-differs');
}
