// The ballot on its way: sealed once, sent until it is acknowledged, byte for byte the same.

import { equalBytes } from './codec.js';
import { post, word } from './post.js';
import { Refusal } from './refusal.js';
import { decodeReceipt, encodeEnvelope, envelopeBody, receiptHash, receiptOk } from './wire.js';

const OWN_WORDS = new Set(['wave-not-open', 'storage-busy', 'storage-full']);
const KEY_LOST = new Set(['inbox-key-lost', 'receipt-key-lost']);
const PREFIX_BYTES = 32;
const ECDSA = { name: 'ECDSA', hash: 'SHA-256' };

/**
 * The 8,192 bytes for these answers. The signature is randomised: seal once and keep the result.
 * @type {(token: Token, proved: Begun, answers: number[]) => Promise<Bytes>}
 */
export async function sealed(token, { start, header, cell }, answers) {
  const envelope = {
    wave: header.wave,
    root: start.root,
    cell: cell.position,
    publicKey: token.publicKey,
    prefix: token.prepared.slice(0, PREFIX_BYTES),
    token: token.signature,
    answers,
  };
  const signature = new Uint8Array(await crypto.subtle.sign(ECDSA, token.privateKey, envelopeBody(envelope)));
  return encodeEnvelope({ ...envelope, signature });
}

/**
 * {receipt, bytes, earlier}; earlier: a ballot with this token had arrived before.
 * @type {(ballot: Bytes, token: Token, header: Header) => Promise<Accepted>}
 */
export async function submit(ballot, token, header) {
  const { status, body, again } = await post('ballots', ballot, 'ballotbox-unreachable');
  if (status !== 200 && status !== 201) throw new Refusal(refusalOf(status, word(body)));
  return { receipt: await checkedReceipt(body, token, header), bytes: body, earlier: status === 200 && !again };
}

/**
 * The receipt, if it is signed by the key that the manifest names and speaks of this token.
 * @type {(body: Bytes, token: Token, header: Header) => Promise<Receipt>}
 */
async function checkedReceipt(body, token, header) {
  const receipt = decoded(body);
  const expected = await receiptHash(header.wave, token.publicKey);
  const named = equalBytes(receipt.wave, header.wave) && equalBytes(receipt.hash, expected);
  if (named && (await receiptOk(receipt, header.receiptKey))) return receipt;
  throw new Refusal('receipt-invalid');
}

/** @type {(body: Bytes) => Receipt} */
function decoded(body) {
  try {
    return decodeReceipt(body);
  } catch {
    throw new Refusal('receipt-invalid');
  }
}

/** @type {(status: number, said: string) => string} */
function refusalOf(status, said) {
  if (OWN_WORDS.has(said)) return said;
  if (KEY_LOST.has(said)) return 'key-lost';
  return status >= 500 ? 'ballotbox-unreachable' : 'ballot-refused';
}
