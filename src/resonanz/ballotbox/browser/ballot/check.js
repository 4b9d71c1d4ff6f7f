// Finding a receipt on the board. The list is loaded whole, so the ballot box does not learn which code is looked for.

import { byId, hush, say } from './alert.js';
import { equalBytes, fromHex, toHex } from './codec.js';
import { read } from './post.js';
import { Refusal, codeOf } from './refusal.js';
import { HEADER_LEAF, receiptListOk, decodeReceiptList, decodeHeader, verifyProof } from './wire.js';

const CODE = /^[0-9a-f]{32}([0-9a-f]{32})?$/;
const HASH_BYTES = 32;
const page = byId('content').dataset;
const input = /** @type {HTMLInputElement} */ (byId('receipt-code'));
const button = /** @type {HTMLButtonElement} */ (byId('look'));

/**
 * The receipts of a board whose signature and root are right; a Refusal otherwise.
 * @type {() => Promise<Bytes[]>}
 */
async function checkedBoard() {
  if (!globalThis.crypto?.subtle) throw new Refusal('insecure');
  const reply = await read('board');
  if (reply?.status !== 200) throw new Refusal('board-unreachable');
  try {
    const [board, header] = [decodeReceiptList(reply.body), await provedHeader()];
    const named =
      equalBytes(board.wave, header.wave) && toHex(board.wave) === page.wave && toHex(board.root) === page.root;
    if (named && (await receiptListOk(board, header.receiptKey))) return board.receipts;
  } catch (error) {
    console.warn('resonanz: the board cannot be read', codeOf(error, 'board-invalid'));
  }
  throw new Refusal('board-invalid');
}

/**
 * The receipt key comes from the wave's header, and the header is proved to stand under the wave's checksum.
 * @type {() => Promise<Header>}
 */
async function provedHeader() {
  const [leaf, root] = [fromBase64(page.header), fromHex(page.root ?? '')];
  const flat = fromBase64(page.proof);
  const proof = Array.from({ length: flat.length / HASH_BYTES }, (_, at) =>
    flat.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
  if (!(await verifyProof(leaf, HEADER_LEAF, Number(page.size), proof, root))) throw new Refusal('board-invalid');
  return decodeHeader(leaf);
}

/** @type {(event: Event) => Promise<void>} */
async function search(event) {
  event.preventDefault();
  hush();
  const code = input.value.toLowerCase().replaceAll(/[^0-9a-z]/g, '');
  markBad(!CODE.test(code));
  if (!CODE.test(code)) return;
  busy(true);
  try {
    const receipts = await checkedBoard();
    const found = receipts.some((receipt) => toHex(receipt).startsWith(code));
    say(found ? 'found' : 'not-found', {
      values: { count: receipts.length.toLocaleString(page.languageCode) },
    });
  } catch (error) {
    say(codeOf(error, 'board-unreachable'));
  } finally {
    busy(false);
  }
}

/** @type {(bad: boolean) => void} */
function markBad(bad) {
  const error = byId('code-error');
  byId('field').classList.toggle('bad', bad);
  input.setAttribute('aria-invalid', String(bad));
  error.textContent = (bad && error.dataset.text) || '';
  if (bad) input.focus();
}

/** @type {(is: boolean) => void} */
function busy(is) {
  button.dataset.idle ??= button.textContent;
  button.setAttribute('aria-disabled', String(is));
  button.textContent = (is ? button.dataset.busy : button.dataset.idle) ?? '';
}

/** @type {(text: string | undefined) => Bytes} */
function fromBase64(text) {
  return Uint8Array.from(atob(text ?? ''), (character) => character.charCodeAt(0));
}

button.disabled = false;
byId('search').addEventListener('submit', search);
