// Sending bytes without a trace of who sends: no cookie, no referrer, no cache, no redirect.

import { Refusal } from './refusal.js';

const PATIENCE = 20_000;
const PAUSES = [500, 2_000];
const BUSY = 503;

/**
 * Reads of our own host; null when there was no reply.
 * @type {(address: string) => Promise<Reply | null>}
 */
export function read(address) {
  return attempt(address, { method: 'GET' });
}

/**
 * Post the same bytes while there is no reply or a busy one: {status, body, again}; else a Refusal with `unreachable`.
 * @type {(address: string, body: Bytes, unreachable: string) => Promise<Reply & {again: boolean}>}
 */
export async function post(address, body, unreachable) {
  for (const [before, pause] of [...PAUSES, null].entries()) {
    const reply = await attempt(address, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/octet-stream' },
    });
    const settled = reply && reply.status !== BUSY;
    if (settled || (reply && pause === null)) return { ...reply, again: before > 0 };
    if (pause !== null) await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Refusal(unreachable);
}

/**
 * {status, body}, or null when there was no whole reply.
 * @type {(address: string, options: RequestInit) => Promise<Reply | null>}
 */
async function attempt(address, options) {
  try {
    const response = await fetch(address, {
      ...options,
      mode: 'cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
  } catch {
    return null; // fetch says nothing about the cause: offline, refused, aborted and blocked look alike
  }
}

/**
 * The code word in the body of a refusal.
 * @type {(body: Bytes) => string}
 */
export function word(body) {
  return new TextDecoder().decode(body.slice(0, 64)).trim();
}
