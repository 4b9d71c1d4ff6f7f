// What must survive between drawing and the acknowledgement: key, nonces, blinded bytes, signature. Never answers.
// Kept under the hash of the ticket: in the page's memory, so that a retry on this page is the same ballot whatever the
// browser stores, and in this browser's storage, so that a lost page can go on. Deleted with the receipt.

import { fromHex, sha256, toHex } from './codec.js';

const PREFIX = 'resonanz-draw-';
const PROBE = 'resonanz-room';
const PROBE_CHARACTERS = 8_192; // about twice a token
/** @type {Map<string, Drawing>} */
const memory = new Map();

/**
 * Where the token of this ticket is kept.
 * @type {(ticket: Bytes) => Promise<string>}
 */
export async function nameOf(ticket) {
  return PREFIX + toHex(await sha256(ticket));
}

/**
 * The kept token, or null. Memory comes first: what this page has sealed was sealed with that token.
 * @type {(name: string) => Drawing | null}
 */
export function recall(name) {
  return memory.get(name) ?? stored(name);
}

/**
 * Keep the token; where storage is switched off or full, it lives as long as the page.
 * @type {(name: string, token: Drawing) => void}
 */
export function keep(name, token) {
  memory.set(name, token);
  /** @type {(name: string, value: unknown) => unknown} */
  const bytes = (_, value) => (isBytes(value) ? `hex:${toHex(value)}` : value);
  attempt(() => localStorage.setItem(name, JSON.stringify(token, bytes)));
}

/**
 * Forget the token.
 * @type {(name: string) => void}
 */
export function forget(name) {
  memory.delete(name);
  attempt(() => localStorage.removeItem(name));
}

/**
 * Whether a token would outlive this page: tried with a value of its size, for storage may be there and full.
 * @type {() => boolean}
 */
export function outlivesPage() {
  const wrote = attempt(() => localStorage.setItem(PROBE, ' '.repeat(PROBE_CHARACTERS)));
  return attempt(() => localStorage.removeItem(PROBE)) && wrote;
}

/** @type {(name: string) => Drawing | null} */
function stored(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null', (_, value) =>
      isHex(value) ? fromHex(value.slice(4)) : value,
    );
  } catch {
    return null; // storage is switched off, or holds something that is not ours
  }
}

/** @type {(change: () => void) => boolean} */
function attempt(change) {
  try {
    change();
    return true;
  } catch {
    return false; // switched off, full, or denied to this page: the copy in memory is enough for this page
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
