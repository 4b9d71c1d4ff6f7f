// What must survive a lost page between drawing and the acknowledgement: key, nonces, blinded bytes, signature. Never answers.
// Kept under the hash of the ticket, in this browser only, and deleted with the receipt.

import { fromHex, sha256, toHex } from './codec.js';

const PREFIX = 'resonanz-draw-';

/**
 * Where the token of this ticket is kept.
 * @type {(ticket: Bytes) => Promise<string>}
 */
export async function nameOf(ticket) {
  return PREFIX + toHex(await sha256(ticket));
}

/**
 * The kept token, or null.
 * @type {(name: string) => Drawing | null}
 */
export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null', (_, value) =>
      isHex(value) ? fromHex(value.slice(4)) : value,
    );
  } catch {
    return null; // storage is switched off, or holds something that is not ours
  }
}

/**
 * Keep the token; where storage is switched off it lives as long as the page.
 * @type {(name: string, token: Drawing) => void}
 */
export function keep(name, token) {
  try {
    /** @type {(name: string, value: unknown) => unknown} */
    const bytes = (_, value) => (isBytes(value) ? `hex:${toHex(value)}` : value);
    localStorage.setItem(name, JSON.stringify(token, bytes));
  } catch {
    console.warn('resonanz: this browser keeps nothing; do not close the page before the receipt is shown');
  }
}

/**
 * Forget the token.
 * @type {(name: string) => void}
 */
export function forget(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    console.warn('resonanz: this browser keeps nothing, so there is nothing to delete');
  }
}

/** @type {(value: unknown) => value is string} */
function isHex(value) {
  return typeof value === 'string' && value.startsWith('hex:');
}

/** @type {(value: unknown) => value is Bytes} */
function isBytes(value) {
  return value instanceof Uint8Array;
}
