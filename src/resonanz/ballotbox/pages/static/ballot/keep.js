// What must survive a lost page between drawing and the acknowledgement: key, nonces, blinded bytes, signature. Never answers.
// Kept under the hash of the ticket, in this browser only, and deleted with the receipt.

import { sha256 } from './codec.js';
import { fromHex, toHex } from './hex.js';

const PREFIX = 'resonanz-draw-';

/** Where the token of this ticket is kept. */
export async function nameOf(ticket) {
  return PREFIX + toHex(await sha256(ticket));
}

/** The kept token, or null. */
export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(name), (_, value) => (isHex(value) ? fromHex(value.slice(4)) : value));
  } catch {
    return null; // storage is switched off, or holds something that is not ours
  }
}

/** Keep the token; where storage is switched off it lives as long as the page. */
export function keep(name, token) {
  try {
    const bytes = (_, value) => (value instanceof Uint8Array ? `hex:${toHex(value)}` : value);
    localStorage.setItem(name, JSON.stringify(token, bytes));
  } catch {
    console.warn('resonanz: this browser keeps nothing; do not close the page before the receipt is shown');
  }
}

/** Forget the token. */
export function forget(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    console.warn('resonanz: this browser keeps nothing, so there is nothing to delete');
  }
}

function isHex(value) {
  return typeof value === 'string' && value.startsWith('hex:');
}
