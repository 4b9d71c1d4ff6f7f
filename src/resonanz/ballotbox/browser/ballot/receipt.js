// The receipt, shown in place of the form: it says that a ballot was accepted, never what is in it.

import { byId, contentOf } from './alert.js';
import { toHex } from './codec.js';

const SHOWN_DIGITS = 32;

/**
 * Show the receipt {receipt, bytes, earlier}.
 * @type {(accepted: Accepted, number: number) => void}
 */
export function showReceipt({ receipt, bytes, earlier }, number) {
  const groups = inFours(toHex(receipt.hash).slice(0, SHOWN_DIGITS));
  const half = groups.length / 2;
  byId('title').remove();
  byId('voting').remove();
  byId('cell').remove();
  byId('code').replaceChildren(line(groups.slice(0, half)), line(groups.slice(half)));
  byId('earlier').hidden = !earlier;
  const done = byId('done');
  done.hidden = false;
  wireButtons(groups.join(' '), toHex(bytes), number);
  scrollTo({ top: 0 });
  done.querySelector('h1')?.focus({ preventScroll: true });
}

/** @type {(code: string, receipt: string, number: number) => void} */
function wireButtons(code, receipt, number) {
  const copied = byId('copied');
  byId('copy').addEventListener('click', async () => {
    const copying = navigator.clipboard.writeText(code);
    const told = await copying.then(
      () => copied.dataset.done,
      () => copied.dataset.failed,
    );
    copied.textContent = told ?? '';
  });
  const save = byId('save');
  save.addEventListener('click', () =>
    download(save.dataset.name ?? '', fileText({ code, receipt, number: String(number) })),
  );
}

/** @type {(values: Record<string, string>) => string} */
function fileText(values) {
  const { href } = /** @type {HTMLAnchorElement} */ (byId('check-link'));
  const told = new Map(Object.entries({ ...values, address: href }));
  const lines = (contentOf('receipt-file').textContent ?? '').trim().split(/\s*\n\s*/);
  return `${lines.join('\n')}\n`.replaceAll(/\{(\w+)\}/g, (_, name) => told.get(name) ?? '');
}

/** @type {(name: string, text: string) => void} */
function download(name, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** @type {(text: string) => string[]} */
function inFours(text) {
  return text.match(/.{4}/g) ?? [];
}

/** @type {(groups: string[]) => HTMLElement} */
function line(groups) {
  const span = document.createElement('span');
  span.textContent = `${groups.join(' ')} `;
  return span;
}
