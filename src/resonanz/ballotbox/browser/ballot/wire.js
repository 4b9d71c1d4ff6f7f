// The wire formats in the browser: the second implementation of resonanz.core.wire, tested on the same vectors.
// docs/anonymity/wire.md says what every byte means. No dependency; runs in browsers and in Node.
// Bytes are Uint8Array everywhere; everything that breaks a rule throws WireError with a code word.

import {
  Reader,
  WireError,
  Writer,
  ascii,
  compareBytes,
  concatBytes,
  equalBytes,
  fromBase64url,
  isRising,
  sha256,
} from './codec.js';

export { WireError };

export const LANGUAGES = ['de-formal', 'de', 'en'];
export const ENVELOPE_BYTES = 8192;
export const BODY_BYTES = 8128;
export const CANNOT_SAY = 0;
export const REVERSED = 1;
export const SENSITIVE = 2;
export const K_ELIGIBLE_FLOOR = 7;
export const K_ANSWERS = 5;
export const QUESTIONNAIRE_LEAF = 0;
export const HEADER_LEAF = 1;
export const FIRST_CELL_LEAF = 3;

const WAVE = 16;
const HASH = 32;
const POINT = 65;
const SIGNATURE = 64;
const MODULUS = 256;
const LATEST = 253402300799;
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

// ---- questionnaire ----

/** @type {(bytes: Bytes) => Promise<Bytes>} */
export const questionnaireHash = (bytes) => sha256(bytes);

/**
 * The wordings stand in the order of LANGUAGES.
 * @type {(bytes: Bytes) => Questionnaire}
 */
export function decodeQuestionnaire(bytes) {
  const reader = new Reader(bytes, 'questionnaire-malformed');
  reader.magic('RZQ1');
  const key = reader.text();
  const languages = reader.list(reader.u8(), () => reader.text());
  reader.require(languages.length === LANGUAGES.length && languages.every((tag, at) => tag === LANGUAGES[at]));
  const items = reader.list(reader.u8(), () => readItem(reader));
  reader.end();
  const codes = new Set(items.map((item) => item.code));
  reader.require(key !== '' && items.length > 0 && codes.size === items.length && !codes.has(''));
  return { key, items };
}

/** @type {(reader: Reader) => Item} */
function readItem(reader) {
  const code = reader.text();
  const options = reader.u8();
  const flags = reader.u8();
  reader.require(options >= 2 && options <= 11 && flags <= (REVERSED | SENSITIVE));
  const favourable = Array.from(reader.take(reader.u8()));
  reader.require(isRising(favourable) && favourable.every((option) => option >= 1 && option <= options));
  const wordings = LANGUAGES.map((language) => readWording(reader, language, options));
  return {
    code,
    options,
    reversed: (flags & REVERSED) !== 0,
    sensitive: (flags & SENSITIVE) !== 0,
    favourable,
    wordings,
  };
}

/** @type {(reader: Reader, language: string, count: number) => Wording} */
function readWording(reader, language, count) {
  const text = reader.text();
  const short = reader.text();
  const options = reader.list(count, () => reader.text());
  reader.require(text !== '' && short !== '' && !options.includes(''));
  return { language, text, short, options };
}

// ---- manifest leaves and proofs ----

/** @type {(hash: Bytes) => Bytes} */
export const questionnaireLeaf = (hash) => new Writer('RZL0', 'manifest-malformed').fixed(hash, HASH).done();

/** @type {(bytes: Bytes) => Header} */
export function decodeHeader(bytes) {
  const reader = new Reader(bytes, 'manifest-malformed');
  reader.magic('RZH1');
  const header = {
    wave: reader.take(WAVE),
    number: reader.u32(),
    closesAt: readMoment(reader),
    kEligible: reader.u8(),
    kAnswers: reader.u8(),
    receiptKey: reader.take(POINT),
    rosterRoot: reader.take(HASH),
  };
  reader.require(header.receiptKey[0] === 4);
  reader.end();
  return header;
}

/** @type {(reader: Reader) => Date} */
function readMoment(reader) {
  const seconds = reader.number(8);
  reader.require(seconds <= LATEST);
  return new Date(seconds * 1000);
}

/** @type {(bytes: Bytes) => Cell} */
export function decodeCellLeaf(bytes) {
  const reader = new Reader(bytes, 'manifest-malformed');
  reader.magic('RZC1');
  const cell = {
    position: reader.u32(),
    node: reader.u32(),
    side: reader.u8(),
    label: reader.text(),
    eligible: reader.u32(),
    present: reader.u32(),
    publicKey: reader.take(MODULUS),
  };
  reader.require(cell.side <= 1 && cell.label !== '' && cell.present <= cell.eligible);
  reader.end();
  return cell;
}

/** @type {(leaf: Bytes) => Promise<Bytes>} */
const leafHash = (leaf) => sha256(concatBytes([Uint8Array.of(0), leaf]));
/** @type {(left: Bytes, right: Bytes) => Promise<Bytes>} */
const nodeHash = (left, right) => sha256(concatBytes([Uint8Array.of(1), left, right]));

/**
 * Whether leaf is number index of the size leaves under root (RFC 9162, section 2.1.3.2).
 * @type {(leaf: Bytes, index: number, size: number, proof: Bytes[], root: Bytes) => Promise<boolean>}
 */
export async function verifyProof(leaf, index, size, proof, root) {
  if (!Number.isInteger(index) || index < 0 || index >= size) return false;
  let [value, place, last] = [await leafHash(leaf), index, size - 1];
  for (const sibling of proof) {
    if (last === 0 || sibling.length !== HASH) return false;
    if (place % 2 === 1 || place === last) {
      value = await nodeHash(sibling, value);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else {
      value = await nodeHash(value, sibling);
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && equalBytes(value, root);
}

// ---- start data ----

/** @type {(fragment: string) => Start} */
export function decodeStart(fragment) {
  const reader = new Reader(fromBase64url(fragment, 'start-malformed'), 'start-malformed');
  reader.magic('RZS1');
  const start = {
    root: reader.take(HASH),
    treeSize: reader.u32(),
    header: reader.take(reader.u16()),
    headerProof: reader.proof(),
    cell: reader.take(reader.u16()),
    cellProof: reader.proof(),
    questionnaireProof: reader.proof(),
    ticket: reader.take(32),
    drawUrl: reader.text(),
    appUrl: reader.text(),
    language: reader.text(),
  };
  reader.require(LANGUAGES.includes(start.language));
  reader.end();
  return start;
}

/**
 * The parsed header and cell once everything about them is proved against root, the root that the ballot box states
 * itself, and questionnaire, the bytes it showed. Throws root-mismatch, proof-invalid, limits-too-low, cell-too-small.
 * @type {(start: Start, questionnaire: Bytes, root: Bytes) => Promise<{header: Header, cell: Cell}>}
 */
export async function verifyStart(start, questionnaire, root) {
  if (!equalBytes(start.root, root)) throw new WireError('root-mismatch');
  const [header, cell] = [decodeHeader(start.header), decodeCellLeaf(start.cell)];
  /** @type {[leaf: Bytes, index: number, proof: Bytes[]][]} */
  const claims = [
    [questionnaireLeaf(await questionnaireHash(questionnaire)), QUESTIONNAIRE_LEAF, start.questionnaireProof],
    [start.header, HEADER_LEAF, start.headerProof],
    [start.cell, FIRST_CELL_LEAF + cell.position, start.cellProof],
  ];
  for (const [leaf, index, proof] of claims) {
    if (!(await verifyProof(leaf, index, start.treeSize, proof, root))) throw new WireError('proof-invalid');
  }
  if (header.kEligible < K_ELIGIBLE_FLOOR || header.kAnswers < K_ANSWERS) throw new WireError('limits-too-low');
  if (cell.eligible < header.kEligible) throw new WireError('cell-too-small');
  return { header, cell };
}

// ---- draw ----

/**
 * The entries ascend by cell.
 * @type {(request: DrawRequest) => Bytes}
 */
export function encodeDrawRequest(request) {
  const writer = new Writer('RZD1', 'draw-malformed');
  const cells = request.entries.map(([cell]) => cell);
  writer.require(cells.length > 0 && isRising(cells));
  writer.fixed(request.ticket, 32).fixed(request.wave, WAVE).fixed(request.root, HASH).number(cells.length, 1);
  for (const [cell, blinded] of request.entries) writer.number(cell, 4).fixed(blinded, MODULUS);
  return writer.done();
}

/**
 * The signatures in the order of the request's entries.
 * @type {(bytes: Bytes) => Bytes[]}
 */
export function decodeDrawReply(bytes) {
  const reader = new Reader(bytes, 'draw-malformed');
  reader.magic('RZP1');
  const signatures = reader.list(reader.u8(), () => reader.take(MODULUS));
  reader.require(signatures.length > 0);
  reader.end();
  return signatures;
}

// ---- envelope ----

/**
 * The 8,128 bytes to sign.
 * @type {(envelope: Unsigned) => Bytes}
 */
export function envelopeBody(envelope) {
  const writer = new Writer('RZB1', 'ballot-malformed');
  const answers = Uint8Array.from(envelope.answers);
  writer.require(envelope.publicKey[0] === 4 && answers.every((answer, at) => answer === envelope.answers[at]));
  writer.fixed(envelope.wave, WAVE).fixed(envelope.root, HASH).number(envelope.cell, 4);
  writer.fixed(envelope.publicKey, POINT).fixed(envelope.prefix, 32).fixed(envelope.token, MODULUS);
  const used = writer.number(answers.length, 2).fixed(answers, answers.length).done();
  writer.require(used.length <= BODY_BYTES);
  const body = new Uint8Array(BODY_BYTES);
  body.set(used);
  return body;
}

/** @type {(envelope: Envelope) => Bytes} */
export function encodeEnvelope(envelope) {
  const parts = new Writer('', 'ballot-malformed').fixed(envelopeBody(envelope), BODY_BYTES);
  return parts.fixed(envelope.signature, SIGNATURE).done();
}

/** @type {(bytes: Bytes) => Envelope} */
export function decodeEnvelope(bytes) {
  const reader = new Reader(bytes, 'ballot-malformed');
  reader.require(bytes.length === ENVELOPE_BYTES);
  reader.magic('RZB1');
  const unsigned = {
    wave: reader.take(WAVE),
    root: reader.take(HASH),
    cell: reader.u32(),
    publicKey: reader.take(POINT),
    prefix: reader.take(32),
    token: reader.take(MODULUS),
    answers: Array.from(reader.take(reader.u16())),
  };
  reader.require(unsigned.publicKey[0] === 4 && reader.at <= BODY_BYTES);
  reader.require(reader.take(BODY_BYTES - reader.at).every((byte) => byte === 0));
  const envelope = { ...unsigned, signature: reader.take(SIGNATURE) };
  reader.end();
  return envelope;
}

// ---- signatures, receipts, board ----

/**
 * Whether signature (64 bytes r||s) over message verifies under publicKey (65 bytes, P-256).
 * @type {(publicKey: Bytes, message: Bytes, signature: Bytes) => Promise<boolean>}
 */
async function isSigned(publicKey, message, signature) {
  if (signature.length !== SIGNATURE) return false;
  let key;
  try {
    key = await crypto.subtle.importKey('raw', publicKey, ECDSA, false, ['verify']);
  } catch {
    return false; // not a point of the curve: nothing can be signed by it
  }
  return crypto.subtle.verify(ECDSA, key, signature, message);
}

/** @type {(wave: Bytes, publicKey: Bytes) => Promise<Bytes>} */
export const receiptHash = (wave, publicKey) => sha256(concatBytes([ascii('resonanz receipt v1\0'), wave, publicKey]));

/** @type {(wave: Bytes, hash: Bytes) => Bytes} */
export const receiptToSign = (wave, hash) =>
  new Writer('RZR1', 'receipt-malformed').fixed(wave, WAVE).fixed(hash, HASH).done();

/** @type {(bytes: Bytes) => Receipt} */
export function decodeReceipt(bytes) {
  const reader = new Reader(bytes, 'receipt-malformed');
  reader.magic('RZR1');
  const receipt = { wave: reader.take(WAVE), hash: reader.take(HASH), signature: reader.take(SIGNATURE) };
  reader.end();
  return receipt;
}

/** @type {(receipt: Receipt, receiptKey: Bytes) => Promise<boolean>} */
export const receiptOk = (receipt, receiptKey) =>
  isSigned(receiptKey, receiptToSign(receipt.wave, receipt.hash), receipt.signature);

/**
 * The board's bytes before its signature; receipts are sorted and unique.
 * @type {(wave: Bytes, root: Bytes, receipts: Bytes[]) => Bytes}
 */
export function boardToSign(wave, root, receipts) {
  const writer = new Writer('RZA1', 'board-malformed');
  writer.require(areSorted(receipts));
  writer.fixed(wave, WAVE).fixed(root, HASH).number(receipts.length, 4);
  for (const hash of receipts) writer.fixed(hash, HASH);
  return writer.done();
}

/** @type {(hashes: Bytes[]) => boolean} */
const areSorted = (hashes) => hashes.every((hash, at) => at === 0 || compareBytes(hashes[at - 1], hash) < 0);

/** @type {(bytes: Bytes) => Board} */
export function decodeBoard(bytes) {
  const reader = new Reader(bytes, 'board-malformed');
  reader.magic('RZA1');
  const board = {
    wave: reader.take(WAVE),
    root: reader.take(HASH),
    receipts: reader.hashes(reader.u32()),
    signature: reader.take(SIGNATURE),
  };
  reader.require(areSorted(board.receipts));
  reader.end();
  return board;
}

/** @type {(board: Board, receiptKey: Bytes) => Promise<boolean>} */
export const boardOk = (board, receiptKey) =>
  isSigned(receiptKey, boardToSign(board.wave, board.root, board.receipts), board.signature);
