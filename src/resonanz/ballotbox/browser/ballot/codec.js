// Reading and writing bytes, strictly: one way to write every value, and every other way is refused.

const HASH_BYTES = 32;
const PROOF_MAX = 32;

export class WireError extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.name = 'WireError';
    this.code = code;
  }
}

/** @type {(parts: Bytes[]) => Bytes} */
export function concatBytes(parts) {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** @type {(left: Bytes, right: Bytes) => number} */
export function compareBytes(left, right) {
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at += 1) {
    if (left[at] !== right[at]) return left[at] - right[at];
  }
  return left.length - right.length;
}

/** @type {(left: Bytes, right: Bytes) => boolean} */
export const equalBytes = (left, right) => compareBytes(left, right) === 0;

/** @type {(word: string) => Bytes} */
export const ascii = (word) => Uint8Array.from(word, (letter) => letter.charCodeAt(0));

/** @type {(bytes: Bytes) => Promise<Bytes>} */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

export class Reader {
  /**
   * @param {Bytes} bytes
   * @param {string} code what a refusal is called
   */
  constructor(bytes, code) {
    this.bytes = bytes;
    this.code = code;
    this.at = 0;
  }

  /** @type {(holds: boolean) => void} */
  require(holds) {
    if (!holds) throw new WireError(this.code);
  }

  /** @type {(size: number) => Bytes} */
  take(size) {
    const start = this.at;
    this.at += size;
    this.require(this.at <= this.bytes.length);
    return this.bytes.slice(start, this.at);
  }

  /** @type {(size: number) => number} */
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

  /** @type {(word: string) => void} */
  magic(word) {
    this.require(equalBytes(this.take(word.length), ascii(word)));
  }

  /** @type {() => string} */
  text() {
    const raw = this.take(this.u16());
    let value;
    try {
      value = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
    } catch {
      throw new WireError(this.code);
    }
    this.require(value.normalize('NFC') === value);
    return value;
  }

  /** @type {<T>(count: number, read: () => T) => T[]} */
  list(count, read) {
    return Array.from({ length: count }, read);
  }

  /** @type {(count: number) => Bytes[]} */
  hashes(count) {
    this.require(this.at + count * HASH_BYTES <= this.bytes.length);
    return this.list(count, () => this.take(HASH_BYTES));
  }

  /**
   * A set of positions: a count of at least one, then each, ascending and below a limit.
   * @type {(below: number) => number[]}
   */
  rising(below) {
    const count = this.u32();
    this.require(this.at + 4 * count <= this.bytes.length);
    const positions = this.list(count, () => this.u32());
    this.require(positions.length > 0 && isRising(positions) && positions[positions.length - 1] < below);
    return positions;
  }

  /** @type {() => Bytes[]} */
  proof() {
    const count = this.u8();
    this.require(count <= PROOF_MAX);
    return this.hashes(count);
  }

  end() {
    this.require(this.at === this.bytes.length);
  }
}

export class Writer {
  /**
   * @param {string} magic
   * @param {string} code what a refusal is called
   */
  constructor(magic, code) {
    /** @type {Bytes[]} */
    this.parts = [ascii(magic)];
    this.code = code;
  }

  /** @type {(holds: boolean) => void} */
  require(holds) {
    if (!holds) throw new WireError(this.code);
  }

  /** @type {(value: number, size: number) => this} */
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

  /** @type {(bytes: Bytes, size: number) => this} */
  fixed(bytes, size) {
    this.require(bytes instanceof Uint8Array && bytes.length === size);
    this.parts.push(bytes);
    return this;
  }

  done() {
    return concatBytes(this.parts);
  }
}

/** @type {(numbers: number[]) => boolean} */
export const isRising = (numbers) => numbers.every((number, at) => at === 0 || numbers[at - 1] < number);

/** @type {(text: string, code: string) => Bytes} */
export function fromBase64url(text, code) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new WireError(code);
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const again = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  if (again !== text) throw new WireError(code);
  return ascii(binary);
}
/** @type {(bytes: Bytes) => string} */
export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @type {(text: string) => Bytes} */
export function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
