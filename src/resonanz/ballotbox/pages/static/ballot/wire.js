// The wire formats in the browser: the second implementation of resonanz.core.wire, tested on the same vectors.
// docs/anonymity/wire.md says what every byte means. No dependency; runs in browsers and in Node.
// Bytes are Uint8Array everywhere; everything that breaks a rule throws WireError with a code word.

export const LANGUAGES = ["de-formal", "de", "en"];
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
const PROOF_MAX = 32;
const ECDSA = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

export class WireError extends Error {
  constructor(code) {
    super(code);
    this.name = "WireError";
    this.code = code;
  }
}

// ---- bytes ----

export function concatBytes(...parts) {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export function compareBytes(left, right) {
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at += 1) {
    if (left[at] !== right[at]) return left[at] - right[at];
  }
  return left.length - right.length;
}

export const equalBytes = (left, right) => compareBytes(left, right) === 0;

export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export function fromHex(text) {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw new WireError("hex-malformed");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

const ascii = (word) => Uint8Array.from(word, (letter) => letter.charCodeAt(0));

export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

class Reader {
  constructor(bytes, code) {
    this.bytes = bytes;
    this.code = code;
    this.at = 0;
  }

  require(holds) {
    if (!holds) throw new WireError(this.code);
  }

  take(size) {
    const start = this.at;
    this.at += size;
    this.require(this.at <= this.bytes.length);
    return this.bytes.slice(start, this.at);
  }

  number(size) {
    return this.take(size).reduce((value, byte) => value * 256 + byte, 0);
  }

  u8() {
    return this.number(1);
  }

  u16() {
    return this.number(2);
  }

  u32() {
    return this.number(4);
  }

  magic(word) {
    this.require(equalBytes(this.take(word.length), ascii(word)));
  }

  text() {
    const raw = this.take(this.u16());
    let value;
    try {
      value = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
    } catch {
      throw new WireError(this.code);
    }
    this.require(value.normalize("NFC") === value);
    return value;
  }

  list(count, read) {
    const found = [];
    for (let left = count; left > 0; left -= 1) found.push(read());
    return found;
  }

  hashes(count) {
    this.require(this.at + count * HASH <= this.bytes.length);
    return this.list(count, () => this.take(HASH));
  }

  proof() {
    const count = this.u8();
    this.require(count <= PROOF_MAX);
    return this.hashes(count);
  }

  end() {
    this.require(this.at === this.bytes.length);
  }
}

class Writer {
  constructor(magic, code) {
    this.parts = [ascii(magic)];
    this.code = code;
  }

  require(holds) {
    if (!holds) throw new WireError(this.code);
  }

  number(value, size) {
    this.require(Number.isInteger(value) && value >= 0 && value < 256 ** size);
    const raw = new Uint8Array(size);
    let rest = value;
    for (let at = size - 1; at >= 0; at -= 1) {
      raw[at] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    this.parts.push(raw);
    return this;
  }

  fixed(bytes, size) {
    this.require(bytes instanceof Uint8Array && bytes.length === size);
    this.parts.push(bytes);
    return this;
  }

  done() {
    return concatBytes(...this.parts);
  }
}

const isRising = (numbers) => numbers.every((number, at) => at === 0 || numbers[at - 1] < number);

// ---- questionnaire ----

export const questionnaireHash = (bytes) => sha256(bytes);

// -> {key, items: [{code, options, reversed, sensitive, favourable, wordings: {language: {text, short, options}}}]}
export function parseQuestionnaire(bytes) {
  const reader = new Reader(bytes, "questionnaire-malformed");
  reader.magic("RZQ1");
  const key = reader.text();
  const languages = reader.list(reader.u8(), () => reader.text());
  reader.require(languages.length === LANGUAGES.length && languages.every((tag, at) => tag === LANGUAGES[at]));
  const items = reader.list(reader.u8(), () => readItem(reader));
  reader.end();
  const codes = new Set(items.map((item) => item.code));
  reader.require(key !== "" && items.length > 0 && codes.size === items.length && !codes.has(""));
  return { key, items };
}

function readItem(reader) {
  const code = reader.text();
  const options = reader.u8();
  const flags = reader.u8();
  reader.require(options >= 2 && options <= 11 && flags <= (REVERSED | SENSITIVE));
  const favourable = Array.from(reader.take(reader.u8()));
  reader.require(isRising(favourable) && favourable.every((option) => option >= 1 && option <= options));
  const wordings = {};
  for (const language of LANGUAGES) wordings[language] = readWording(reader, options);
  return { code, options, reversed: (flags & REVERSED) !== 0, sensitive: (flags & SENSITIVE) !== 0, favourable, wordings };
}

function readWording(reader, count) {
  const text = reader.text();
  const short = reader.text();
  const options = reader.list(count, () => reader.text());
  reader.require(text !== "" && short !== "" && !options.includes(""));
  return { text, short, options };
}

// ---- manifest leaves and proofs ----

export const questionnaireLeaf = (hash) => new Writer("RZL0", "manifest-malformed").fixed(hash, HASH).done();

// -> {wave, number, closesAt: Date, kEligible, kAnswers, receiptKey, rosterRoot}
export function parseHeader(bytes) {
  const reader = new Reader(bytes, "manifest-malformed");
  reader.magic("RZH1");
  const header = { wave: reader.take(WAVE), number: reader.u32() };
  const seconds = reader.number(8);
  reader.require(seconds <= LATEST);
  header.closesAt = new Date(seconds * 1000);
  header.kEligible = reader.u8();
  header.kAnswers = reader.u8();
  header.receiptKey = reader.take(POINT);
  reader.require(header.receiptKey[0] === 4);
  header.rosterRoot = reader.take(HASH);
  reader.end();
  return header;
}

// -> {position, node, side: 0 employees | 1 leaders, label, eligible, present, publicKey: 256 bytes of modulus}
export function parseCellLeaf(bytes) {
  const reader = new Reader(bytes, "manifest-malformed");
  reader.magic("RZC1");
  const cell = { position: reader.u32(), node: reader.u32(), side: reader.u8(), label: reader.text() };
  cell.eligible = reader.u32();
  cell.present = reader.u32();
  cell.publicKey = reader.take(MODULUS);
  reader.require(cell.side <= 1 && cell.label !== "" && cell.present <= cell.eligible);
  reader.end();
  return cell;
}

const leafHash = (leaf) => sha256(concatBytes(Uint8Array.of(0), leaf));
const nodeHash = (left, right) => sha256(concatBytes(Uint8Array.of(1), left, right));

// Whether leaf is number index of the size leaves under root (RFC 9162, section 2.1.3.2).
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

// -> {root, treeSize, header, headerProof, cell, cellProof, questionnaireProof, ticket, drawUrl, appUrl, language};
// header and cell are the leaves' bytes, nothing is verified yet.
export function parseStartData(fragment) {
  const reader = new Reader(fromBase64url(fragment, "start-malformed"), "start-malformed");
  reader.magic("RZS1");
  const start = { root: reader.take(HASH), treeSize: reader.u32() };
  start.header = reader.take(reader.u16());
  start.headerProof = reader.proof();
  start.cell = reader.take(reader.u16());
  start.cellProof = reader.proof();
  start.questionnaireProof = reader.proof();
  start.ticket = reader.take(32);
  start.drawUrl = reader.text();
  start.appUrl = reader.text();
  start.language = reader.text();
  reader.require(LANGUAGES.includes(start.language));
  reader.end();
  return start;
}

// The parsed header and cell once everything about them is proved against root, the root that the ballot box states
// itself, and questionnaire, the bytes it showed. Throws root-mismatch, proof-invalid, limits-too-low, cell-too-small.
export async function verifyStart(start, questionnaire, root) {
  if (!equalBytes(start.root, root)) throw new WireError("root-mismatch");
  const [header, cell] = [parseHeader(start.header), parseCellLeaf(start.cell)];
  const claims = [
    [questionnaireLeaf(await questionnaireHash(questionnaire)), QUESTIONNAIRE_LEAF, start.questionnaireProof],
    [start.header, HEADER_LEAF, start.headerProof],
    [start.cell, FIRST_CELL_LEAF + cell.position, start.cellProof],
  ];
  for (const [leaf, index, proof] of claims) {
    if (!(await verifyProof(leaf, index, start.treeSize, proof, root))) throw new WireError("proof-invalid");
  }
  if (header.kEligible < K_ELIGIBLE_FLOOR || header.kAnswers < K_ANSWERS) throw new WireError("limits-too-low");
  if (cell.eligible < header.kEligible) throw new WireError("cell-too-small");
  return { header, cell };
}

function fromBase64url(text, code) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new WireError(code);
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const again = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  if (again !== text) throw new WireError(code);
  return ascii(binary);
}

// ---- draw ----

// {ticket, wave, root, entries: [{cell, blinded}]} ascending by cell
export function encodeDrawRequest(request) {
  const writer = new Writer("RZD1", "draw-malformed");
  const cells = request.entries.map((entry) => entry.cell);
  writer.require(cells.length > 0 && isRising(cells));
  writer.fixed(request.ticket, 32).fixed(request.wave, WAVE).fixed(request.root, HASH).number(cells.length, 1);
  for (const { cell, blinded } of request.entries) writer.number(cell, 4).fixed(blinded, MODULUS);
  return writer.done();
}

// -> [signature, ...] in the order of the request's entries
export function parseDrawReply(bytes) {
  const reader = new Reader(bytes, "draw-malformed");
  reader.magic("RZP1");
  const signatures = reader.list(reader.u8(), () => reader.take(MODULUS));
  reader.require(signatures.length > 0);
  reader.end();
  return signatures;
}

// ---- envelope ----

// The 8,128 bytes to sign, of {wave, root, cell, publicKey, prefix, token, answers}; answers are 0..255 in printed order.
export function envelopeBody(envelope) {
  const writer = new Writer("RZB1", "ballot-malformed");
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

export function encodeEnvelope(envelope) {
  const parts = new Writer("", "ballot-malformed").fixed(envelopeBody(envelope), BODY_BYTES);
  return parts.fixed(envelope.signature, SIGNATURE).done();
}

// The envelope's 8,192 bytes, signed with the ephemeral private key (a CryptoKey) whose public half it names.
export async function seal(envelope, privateKey) {
  const signature = new Uint8Array(await crypto.subtle.sign(ECDSA, privateKey, envelopeBody(envelope)));
  return encodeEnvelope({ ...envelope, signature });
}

export function parseEnvelope(bytes) {
  const reader = new Reader(bytes, "ballot-malformed");
  reader.require(bytes.length === ENVELOPE_BYTES);
  reader.magic("RZB1");
  const envelope = { wave: reader.take(WAVE), root: reader.take(HASH), cell: reader.u32() };
  envelope.publicKey = reader.take(POINT);
  envelope.prefix = reader.take(32);
  envelope.token = reader.take(MODULUS);
  envelope.answers = Array.from(reader.take(reader.u16()));
  reader.require(envelope.publicKey[0] === 4 && reader.at <= BODY_BYTES);
  reader.require(reader.take(BODY_BYTES - reader.at).every((byte) => byte === 0));
  envelope.signature = reader.take(SIGNATURE);
  reader.end();
  return envelope;
}

// ---- signatures, receipts, board ----

// Whether signature (64 bytes r||s) over message verifies under publicKey (65 bytes, P-256).
export async function isSigned(publicKey, message, signature) {
  if (signature.length !== SIGNATURE) return false;
  let key;
  try {
    key = await crypto.subtle.importKey("raw", publicKey, ECDSA, false, ["verify"]);
  } catch {
    return false; // not a point of the curve: nothing can be signed by it
  }
  return crypto.subtle.verify(ECDSA, key, signature, message);
}

export const receiptHash = (wave, publicKey) => sha256(concatBytes(ascii("resonanz receipt v1\0"), wave, publicKey));

// -> {wave, hash, signature, signed: the bytes under the signature}
export function parseReceipt(bytes) {
  const reader = new Reader(bytes, "receipt-malformed");
  reader.magic("RZR1");
  const receipt = { wave: reader.take(WAVE), hash: reader.take(HASH), signed: bytes.slice(0, reader.at) };
  receipt.signature = reader.take(SIGNATURE);
  reader.end();
  return receipt;
}

export const receiptOk = (receipt, receiptKey) => isSigned(receiptKey, receipt.signed, receipt.signature);

// -> {wave, root, receipts: [hash, ...] sorted, signature, signed}
export function parseBoard(bytes) {
  const reader = new Reader(bytes, "board-malformed");
  reader.magic("RZA1");
  const board = { wave: reader.take(WAVE), root: reader.take(HASH) };
  board.receipts = reader.hashes(reader.u32());
  reader.require(board.receipts.every((hash, at) => at === 0 || compareBytes(board.receipts[at - 1], hash) < 0));
  board.signed = bytes.slice(0, reader.at);
  board.signature = reader.take(SIGNATURE);
  reader.end();
  return board;
}

export const boardOk = (board, receiptKey) => isSigned(receiptKey, board.signed, board.signature);

// Whether a receipt's hash stands on the board.
export function boardHolds(board, hash) {
  let [low, high] = [0, board.receipts.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (compareBytes(board.receipts[middle], hash) < 0) low = middle + 1;
    else high = middle;
  }
  return low < board.receipts.length && equalBytes(board.receipts[low], hash);
}
