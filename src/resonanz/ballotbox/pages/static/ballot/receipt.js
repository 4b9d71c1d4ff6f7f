// The receipt, shown in place of the form: it says that a ballot was accepted, never what is in it.

import { toHex } from './hex.js';

const SHOWN_DIGITS = 32;

/** Show the receipt {receipt, bytes, earlier}. */
export function showReceipt({ receipt, bytes, earlier }, number) {
  const groups = inFours(toHex(receipt.hash).slice(0, SHOWN_DIGITS));
  const half = groups.length / 2;
  document.getElementById('title').remove();
  document.getElementById('voting').remove();
  document.getElementById('cell').remove();
  document.getElementById('code').replaceChildren(line(groups.slice(0, half)), line(groups.slice(half)));
  document.getElementById('earlier').hidden = !earlier;
  const done = document.getElementById('done');
  done.hidden = false;
  wireButtons(groups.join(' '), toHex(bytes), number);
  scrollTo({ top: 0 });
  done.querySelector('h1').focus({ preventScroll: true });
}

function wireButtons(code, receipt, number) {
  const copied = document.getElementById('copied');
  document.getElementById('copy').addEventListener('click', async () => {
    const done = await navigator.clipboard.writeText(code).then(() => true, () => false);
    copied.textContent = done ? copied.dataset.done : copied.dataset.failed;
  });
  const save = document.getElementById('save');
  save.addEventListener('click', () => download(save.dataset.name, fileText({ code, receipt, number })));
}

function fileText(values) {
  const address = document.getElementById('check-link').href;
  const lines = document.getElementById('receipt-file').content.textContent.trim().split(/\s*\n\s*/);
  return `${lines.join('\n')}\n`.replaceAll(/\{(\w+)\}/g, (_, name) => ({ ...values, address })[name]);
}

function download(name, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function inFours(text) {
  return text.match(/.{4}/g);
}

function line(groups) {
  const span = document.createElement('span');
  span.textContent = `${groups.join(' ')} `;
  return span;
}
