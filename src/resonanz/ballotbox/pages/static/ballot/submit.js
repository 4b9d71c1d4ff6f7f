// The ballot on its way: sealed once, sent until it is acknowledged, byte for byte the same.

import { decodeReceipt, encodeEnvelope, envelopeBody, receiptHash, receiptToSign } from './wire.js';
import { post, word } from './post.js';
import { Refusal } from './refusal.js';

const ECDSA = { name: 'ECDSA', hash: 'SHA-256' };
const OWN_WORDS = new Set(['wave-not-open', 'storage-busy', 'storage-full']);
const PREFIX_BYTES = 32;

/** The 8,192 bytes for these answers. ECDSA is randomised: seal once and keep the result. */
export async function seal(token, { start, header, cell }, answers) {
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

/** {receipt, bytes, earlier}; earlier: a ballot with this token had arrived before. */
export async function submit(sealed, token, header) {
  const { status, body } = await post('ballots', sealed, 'ballotbox-unreachable');
  if (status !== 200 && status !== 201) throw new Refusal(refusalOf(status, word(body)));
  const receipt = await checkedReceipt(body, token, header);
  return { receipt, bytes: body, earlier: status === 200 };
}

async function checkedReceipt(body, token, header) {
  const receipt = decoded(body);
  const expected = await receiptHash(header.wave, token.publicKey);
  const named = receipt && equal(receipt.wave, header.wave) && equal(receipt.hash, expected);
  const signed = named && (await isSigned(header.receiptKey, receipt.signature, receiptToSign(header.wave, receipt.hash)));
  if (!signed) throw new Refusal('receipt-invalid');
  return receipt;
}

function decoded(body) {
  try {
    return decodeReceipt(body);
  } catch {
    return null; // no receipt: said by the caller
  }
}

/** Whether raw r||s over `message` verifies under the uncompressed point `publicKey`. */
export async function isSigned(publicKey, signature, message) {
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('raw', publicKey, curve, false, ['verify']);
  return crypto.subtle.verify(ECDSA, key, signature, message);
}

export function equal(left, right) {
  return left.length === right.length && left.every((byte, position) => byte === right[position]);
}

function refusalOf(status, said) {
  if (OWN_WORDS.has(said)) return said;
  return status >= 500 ? 'ballotbox-unreachable' : 'ballot-refused';
}
