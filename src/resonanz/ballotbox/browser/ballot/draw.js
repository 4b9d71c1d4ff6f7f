// Drawing a token: an ephemeral key, its hash blinded, signed by the registrar, unblinded and verified.

import { blind, finalize, prepare, tokenMessage } from './blindsig.js';
import { keep, nameOf, recall } from './keep.js';
import { post, word } from './post.js';
import { Refusal, codeOf } from './refusal.js';
import { decodeDrawReply, encodeDrawRequest } from './wire.js';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const REFUSED = new Set(['draw-malformed', 'root-mismatch', 'cell-mismatch']);

/**
 * A verified token {privateKey, publicKey, prepared, signature, kept}: the kept one if there is one, else a fresh one.
 * @type {(proved: Begun) => Promise<Token>}
 */
export async function draw({ start, header, cell }) {
  const kept = await nameOf(start.ticket);
  const token = recall(kept) ?? (await begun(cell));
  keep(kept, token); // before the request: a reply that gets lost can be asked for again with the same bytes
  const signature = token.signature ?? (await signed(token, start, header, cell));
  keep(kept, { ...token, signature });
  const privateKey = await crypto.subtle.importKey('jwk', token.key, P256, false, ['sign']);
  return { ...token, signature, privateKey, kept };
}

/** @type {(cell: Leaf) => Promise<Drawing>} */
async function begun(cell) {
  const pair = await crypto.subtle.generateKey(P256, true, ['sign']);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const prepared = prepare(await tokenMessage(publicKey));
  const { blinded, inverse } = await blind(cell.publicKey, prepared);
  return {
    key: await crypto.subtle.exportKey('jwk', pair.privateKey),
    publicKey,
    prepared,
    blinded,
    inverse,
    signature: null,
  };
}

/** @type {(token: Drawing, start: Start, header: Header, cell: Leaf) => Promise<Bytes>} */
async function signed(token, start, header, cell) {
  const { ticket, root } = start;
  const request = encodeDrawRequest({ ticket, wave: header.wave, root, entries: [[cell.position, token.blinded]] });
  const blindSignature = await asked(start.drawUrl, request);
  try {
    return await finalize(cell.publicKey, token.prepared, blindSignature, token.inverse);
  } catch {
    throw new Refusal('signature-wrong');
  }
}

/** @type {(address: string, request: Bytes) => Promise<Bytes>} */
async function asked(address, request) {
  const { status, body } = await post(address, request, 'app-unreachable');
  if (status !== 200) throw new Refusal(refusalOf(status, word(body)));
  try {
    const [signature, ...others] = decodeDrawReply(body);
    if (signature && others.length === 0) return signature;
  } catch (error) {
    if (codeOf(error, '') !== 'draw-malformed') throw error;
  }
  throw new Refusal('app-failed'); // not what a registrar says: the same bytes may be sent again
}

/** @type {(status: number, said: string) => string} */
function refusalOf(status, said) {
  if (said === 'wave-not-open') return 'draw-not-open';
  if (said === 'already-drawn' || said === 'ticket-unknown') return said;
  return REFUSED.has(said) ? 'draw-refused' : 'app-failed';
}
