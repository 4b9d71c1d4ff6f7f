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
import { isClear } from './labels.js';

export { WireError };

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
export const ANSWERS = 0;
export const COMMENT = 1;

const WAVE = 16;
const HASH = 32;
const POINT = 65;
const SIGNATURE = 64;
const MODULUS = 256;
const LEADERS = 1;
const BOTH_SIDES = 2;
const LEAVES_MAX = 2;
const LANGUAGES_MAX = 32;
const TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/;
const LATEST = 253402300799;
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

// ---- questionnaire ----

/** @type {(bytes: Bytes) => Promise<Bytes>} */
export const questionnaireHash = (bytes) => sha256(bytes);

/**
 * The wordings of an item stand in the order of the languages.
 * @type {(bytes: Bytes) => Questionnaire}
 */
export function decodeQuestionnaire(bytes) {
  const reader = new Reader(bytes, 'questionnaire-malformed');
  reader.magic('RZQ2');
  const key = reader.text();
  const languages = reader.list(reader.u8(), () => readLanguage(reader));
  const tags = languages.map(({ tag }) => tag);
  reader.require(tags.length > 0 && tags.length <= LANGUAGES_MAX && new Set(tags).size === tags.length);
  const items = reader.list(reader.u8(), () => readItem(reader, tags));
  reader.end();
  const codes = new Set(items.map((item) => item.code));
  reader.require(key !== '' && items.length > 0 && codes.size === items.length && !codes.has(''));
  return { key, languages, items };
}

/** @type {(reader: Reader) => Language} */
function readLanguage(reader) {
  const tag = readTag(reader);
  const mark = reader.u8();
  reader.require(mark <= 1);
  return { tag, reviewed: mark === 0 };
}

/** @type {(reader: Reader) => string} */
function readTag(reader) {
  const tag = reader.text();
  reader.require(TAG.test(tag));
  return tag;
}

/** @type {(reader: Reader, languages: string[]) => Item} */
function readItem(reader, languages) {
  const code = reader.text();
  const options = reader.u8();
  const flags = reader.u8();
  reader.require(options >= 2 && options <= 11 && flags <= (REVERSED | SENSITIVE));
  const favourable = Array.from(reader.take(reader.u8()));
  reader.require(isRising(favourable) && favourable.every((option) => option >= 1 && option <= options));
  const wordings = languages.map((language) => readWording(reader, language, options));
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
export const questionnaireLeaf = (hash) => new Writer('RZL2', 'manifest-malformed').fixed(hash, HASH).done();

/** @type {(bytes: Bytes) => Header} */
export function decodeHeader(bytes) {
  const reader = new Reader(bytes, 'manifest-malformed');
  reader.magic('RZH2');
  const header = {
    wave: reader.take(WAVE),
    number: reader.u32(),
    previous: reader.take(HASH),
    closesAt: readMoment(reader),
    kEligible: reader.u8(),
    kAnswers: reader.u8(),
    asker: reader.text(),
    receiptKey: reader.take(POINT),
    rosterRoot: reader.take(HASH),
  };
  reader.require(header.receiptKey[0] === 4 && header.asker !== '');
  reader.end();
  return header;
}

/** @type {(reader: Reader) => Date} */
function readMoment(reader) {
  const seconds = reader.number(8);
  reader.require(seconds <= LATEST);
  return new Date(seconds * 1000);
}

/**
 * An answer cell, or a comment cell with the answer cells it is made of.
 * @type {(bytes: Bytes) => Leaf}
 */
export function decodeLeaf(bytes) {
  const reader = new Reader(bytes, 'manifest-malformed');
  reader.magic('RZC2');
  const cell = {
    position: reader.u32(),
    kind: reader.u8(),
    node: reader.u32(),
    side: reader.u8(),
    label: reader.text(),
    eligible: reader.u32(),
    present: reader.u32(),
    publicKey: reader.take(MODULUS),
  };
  const comment = cell.kind === COMMENT;
  reader.require(cell.kind <= COMMENT && cell.side <= (comment ? BOTH_SIDES : LEADERS));
  reader.require(cell.label !== '' && cell.present <= cell.eligible);
  const cells = comment ? reader.rising(cell.position) : [];
  reader.end();
  return { ...cell, cells };
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
  reader.magic('RZS2');
  const start = {
    root: reader.take(HASH),
    treeSize: reader.u32(),
    header: reader.take(reader.u16()),
    headerProof: reader.proof(),
    questionnaireProof: reader.proof(),
    leaves: reader.list(reader.u8(), () => ({ leaf: reader.take(reader.u16()), proof: reader.proof() })),
    ticket: reader.take(32),
    drawUrl: reader.text(),
    appUrl: reader.text(),
    language: readTag(reader),
  };
  reader.require(start.leaves.length > 0 && start.leaves.length <= LEAVES_MAX);
  reader.end();
  return start;
}

/**
 * The parsed header and cells once everything about them is proved against root, the root that the ballot box states
 * itself, and questionnaire, the bytes it showed. Throws root-mismatch, proof-invalid, limits-too-low, cell-too-small,
 * label-unclear.
 * @type {(start: Start, questionnaire: Bytes, root: Bytes) => Promise<{header: Header, cell: Leaf, comment: Leaf | null}>}
 */
export async function verifyStart(start, questionnaire, root) {
  if (!equalBytes(start.root, root)) throw new WireError('root-mismatch');
  const header = decodeHeader(start.header);
  const [cell, comment] = ownLeaves(start);
  /** @type {[leaf: Bytes, index: number, proof: Bytes[]][]} */
  const claims = [
    [questionnaireLeaf(await questionnaireHash(questionnaire)), QUESTIONNAIRE_LEAF, start.questionnaireProof],
    [start.header, HEADER_LEAF, start.headerProof],
    ...start.leaves.map(({ leaf, proof }) => claim(leaf, proof)),
  ];
  for (const [leaf, index, proof] of claims) {
    if (!(await verifyProof(leaf, index, start.treeSize, proof, root))) throw new WireError('proof-invalid');
  }
  if (header.kEligible < K_ELIGIBLE_FLOOR || header.kAnswers < K_ANSWERS) throw new WireError('limits-too-low');
  const small = [cell, comment].some((each) => each && each.eligible < header.kEligible);
  if (small) throw new WireError('cell-too-small');
  if (![cell, comment].every((each) => !each || isClear(each.label))) throw new WireError('label-unclear');
  return { header, cell, comment };
}

/** @type {(leaf: Bytes, proof: Bytes[]) => [leaf: Bytes, index: number, proof: Bytes[]]} */
const claim = (leaf, proof) => [leaf, FIRST_CELL_LEAF + decodeLeaf(leaf).position, proof];

/**
 * An answer cell first, then perhaps a comment cell that holds it.
 * @type {(start: Start) => [cell: Leaf, comment: Leaf | null]}
 */
function ownLeaves(start) {
  const [cell, comment] = start.leaves.map(({ leaf }) => decodeLeaf(leaf));
  const holds = !comment || (comment.kind === COMMENT && comment.cells.includes(cell.position));
  if (cell.kind !== ANSWERS || !holds) throw new WireError('proof-invalid');
  return [cell, comment ?? null];
}

// ---- the list of waves ----

export const OPEN = 0;
const CANCELLED = 4;

/**
 * All waves of the ballot box in the order of their numbers; its signature is checked by checkChain.
 * @type {(bytes: Bytes) => WaveList}
 */
export function decodeWaveList(bytes) {
  const reader = new Reader(bytes, 'wave-list-malformed');
  reader.magic('RZI2');
  const waves = reader.list(reader.u32(), () => readListed(reader));
  const signed = bytes.slice(0, reader.at);
  const signature = reader.take(SIGNATURE);
  reader.require(isRising(waves.map(({ number }) => number)));
  reader.end();
  return { waves, signed, signature };
}

/** @type {(reader: Reader) => ListedWave} */
function readListed(reader) {
  const listed = {
    wave: reader.take(WAVE),
    number: reader.u32(),
    root: reader.take(HASH),
    previous: reader.take(HASH),
    openedAt: readMoment(reader),
    closesAt: readMoment(reader),
    state: reader.u8(),
    cells: reader.u32(),
    eligible: reader.u32(),
    accepted: reader.u32(),
  };
  reader.require(listed.state <= CANCELLED);
  return listed;
}

/**
 * Throws chain-broken unless the wave of header and root is the open one at the head of a whole chain, signed by the
 * ballot box; wave-not-open if it stands in the chain and is over.
 * @type {(list: WaveList, header: Header, root: Bytes) => Promise<void>}
 */
export async function checkChain({ waves, signed, signature }, header, root) {
  const mine = waves.find((listed) => equalBytes(listed.root, root));
  const whole = (await isSigned(header.receiptKey, signed, signature)) && isChain(waves);
  if (!whole || !mine || !isWaveOf(mine, header)) throw new WireError('chain-broken');
  if (mine.state !== OPEN) throw new WireError('wave-not-open');
}

/**
 * Whether each wave names the root of the one before, and only the last may be open.
 * @type {(waves: ListedWave[]) => boolean}
 */
const isChain = (waves) =>
  waves.every(
    ({ previous, state }, at) =>
      equalBytes(previous, waves[at - 1]?.root ?? new Uint8Array(HASH)) && (state !== OPEN || at === waves.length - 1),
  );

/** @type {(listed: ListedWave, header: Header) => boolean} */
const isWaveOf = (listed, header) =>
  equalBytes(listed.wave, header.wave) &&
  equalBytes(listed.previous, header.previous) &&
  listed.number === header.number &&
  listed.closesAt.getTime() === header.closesAt.getTime();

// ---- draw ----

/**
 * The entries ascend by the position of their leaf.
 * @type {(request: DrawRequest) => Bytes}
 */
export function encodeDrawRequest(request) {
  const writer = new Writer('RZD2', 'draw-malformed');
  const leaves = request.entries.map(([leaf]) => leaf);
  writer.require(leaves.length > 0 && leaves.length <= LEAVES_MAX && isRising(leaves));
  writer.fixed(request.ticket, 32).fixed(request.wave, WAVE).fixed(request.root, HASH).number(leaves.length, 1);
  for (const [leaf, blinded] of request.entries) writer.number(leaf, 4).fixed(blinded, MODULUS);
  return writer.done();
}

/**
 * The signatures in the order of the request's entries.
 * @type {(bytes: Bytes) => Bytes[]}
 */
export function decodeDrawReply(bytes) {
  const reader = new Reader(bytes, 'draw-malformed');
  reader.magic('RZP2');
  const signatures = reader.list(reader.u8(), () => reader.take(MODULUS));
  reader.require(signatures.length > 0 && signatures.length <= LEAVES_MAX);
  reader.end();
  return signatures;
}

// ---- envelope ----

/**
 * The 8,128 bytes to sign.
 * @type {(envelope: Unsigned) => Bytes}
 */
export function envelopeBody(envelope) {
  const writer = new Writer('RZB2', 'ballot-malformed');
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
  reader.magic('RZB2');
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

// ---- signatures, receipts and the public list of them ----

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
export const receiptHash = (wave, publicKey) => sha256(concatBytes([ascii('resonanz receipt v2\0'), wave, publicKey]));

/** @type {(wave: Bytes, hash: Bytes) => Bytes} */
export const receiptToSign = (wave, hash) =>
  new Writer('RZR2', 'receipt-malformed').fixed(wave, WAVE).fixed(hash, HASH).done();

/** @type {(bytes: Bytes) => Receipt} */
export function decodeReceipt(bytes) {
  const reader = new Reader(bytes, 'receipt-malformed');
  reader.magic('RZR2');
  const receipt = { wave: reader.take(WAVE), hash: reader.take(HASH), signature: reader.take(SIGNATURE) };
  reader.end();
  return receipt;
}

/** @type {(receipt: Receipt, receiptKey: Bytes) => Promise<boolean>} */
export const receiptOk = (receipt, receiptKey) =>
  isSigned(receiptKey, receiptToSign(receipt.wave, receipt.hash), receipt.signature);

/**
 * The list's bytes before its signature; receipts are sorted and unique.
 * @type {(list: {wave: Bytes, root: Bytes, board: Bytes, release: Bytes, receipts: Bytes[]}) => Bytes}
 */
export function receiptListToSign({ wave, root, board, release, receipts }) {
  const writer = new Writer('RZA2', 'board-malformed');
  writer.require(areSorted(receipts));
  writer.fixed(wave, WAVE).fixed(root, HASH).fixed(board, HASH).fixed(release, HASH).number(receipts.length, 4);
  for (const hash of receipts) writer.fixed(hash, HASH);
  return writer.done();
}

/** @type {(hashes: Bytes[]) => boolean} */
const areSorted = (hashes) => hashes.every((hash, at) => at === 0 || compareBytes(hashes[at - 1], hash) < 0);

/** @type {(bytes: Bytes) => ReceiptList} */
export function decodeReceiptList(bytes) {
  const reader = new Reader(bytes, 'board-malformed');
  reader.magic('RZA2');
  const list = {
    wave: reader.take(WAVE),
    root: reader.take(HASH),
    board: reader.take(HASH),
    release: reader.take(HASH),
    receipts: reader.hashes(reader.u32()),
    signature: reader.take(SIGNATURE),
  };
  reader.require(areSorted(list.receipts));
  reader.end();
  return list;
}

/** @type {(list: ReceiptList, receiptKey: Bytes) => Promise<boolean>} */
export const receiptListOk = (list, receiptKey) => isSigned(receiptKey, receiptListToSign(list), list.signature);
