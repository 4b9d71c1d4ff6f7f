// The ballot page: check what the app handed over, let people answer, draw at sending, submit, show the receipt.

import { byId, hush, say } from './alert.js';
import { draw } from './draw.js';
import { forget, outlivesPage } from './keep.js';
import { codeOf } from './refusal.js';
import { showReceipt } from './receipt.js';
import { checkedStart } from './start.js';
import { Steps } from './steps.js';
import { sealed, submit } from './submit.js';

const fragment = window.resonanzStart;
const page = byId('content').dataset;
const steps = new Steps(/** @type {HTMLFormElement} */ (byId('ballot')));
const send = byId('send');
const progress = byId('progress');
const READABLE = new Set(['start-missing', 'questionnaire-unreachable']);
/** @type {Begun | null} */
let begun = null;
/** @type {Bytes | null} */
let ballot = null;
let attempted = false;

async function begin() {
  hush();
  try {
    begun = await checkedStart(fragment, page, steps);
  } catch (error) {
    document.documentElement.classList.remove('started');
    const code = codeOf(error, 'start-malformed');
    byId('voting').hidden = !READABLE.has(code);
    say(code, { retry: begin, otherwise: 'start-malformed' });
    return;
  }
  showCell(begun.cell);
  document.querySelector('#review .thumb')?.before(byId('alert'));
  byId('unkept').hidden = outlivesPage();
  byId('translated').hidden = !steps.restored;
  steps.open();
}

/** @type {(cell: Leaf) => void} */
function showCell(cell) {
  const line = byId('cell');
  const people = cell.eligible.toLocaleString(page.languageCode);
  byId('cell-label').textContent = cell.label;
  byId('cell-size').textContent = line.dataset.size?.replace('{n}', people) ?? '';
  line.hidden = false;
}

/** @type {(proved: Begun) => Promise<Accepted>} */
async function deliver(proved) {
  const token = await draw(proved);
  progress.textContent = progress.dataset.submit ?? '';
  // Sealed once: ECDSA is randomised, and a second attempt must be the same ballot.
  ballot ??= await sealed(token, proved, steps.answers());
  const again = attempted;
  attempted = true;
  const reply = await submit(ballot, token, proved.header);
  forget(token.kept);
  return { ...reply, earlier: reply.earlier && !again };
}

/**
 * Two windows with the same link take turns, so that both use one token; a browser that denies storage denies turns too.
 * @type {(task: () => Promise<Accepted>) => Promise<Accepted>}
 */
async function inTurn(task) {
  let begunTask = false;
  try {
    return await navigator.locks.request(`resonanz-${page.wave}`, () => {
      begunTask = true;
      return task();
    });
  } catch (error) {
    if (begunTask) throw error;
    return task();
  }
}

async function sendBallot() {
  const proved = begun;
  if (!proved || send.getAttribute('aria-disabled') === 'true') return;
  hush();
  busy(true);
  try {
    const reply = await inTurn(() => deliver(proved));
    steps.clear();
    ballot = null;
    showReceipt(reply, proved.header.number);
  } catch (error) {
    const code = codeOf(error, 'unexpected');
    if (code === 'ballot-refused') [ballot, attempted] = [null, false];
    busy(false);
    say(code, { retry: sendBallot });
  }
}

/** @type {(is: boolean) => void} */
function busy(is) {
  send.dataset.idle ??= send.textContent ?? '';
  send.setAttribute('aria-disabled', String(is));
  send.textContent = (is ? send.dataset.busy : send.dataset.idle) ?? '';
  progress.textContent = (is && progress.dataset.draw) || '';
}

send.addEventListener('click', sendBallot);
addEventListener('beforeunload', (event) => steps.filled && event.preventDefault());
/** @type {NodeListOf<HTMLAnchorElement>} */
const languages = document.querySelectorAll('[data-language]');
for (const link of languages) {
  // The start data left the address when the page opened; another language needs them again.
  link.addEventListener('click', () => fragment && (link.hash = fragment));
}
begin();
