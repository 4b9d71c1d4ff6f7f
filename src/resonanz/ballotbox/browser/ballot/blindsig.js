// RSA blind signatures, RFC 9474: the browser's half. The twin of resonanz.core.blindsig; the same vectors test both.
//
// The product uses RSABSSA-SHA384-PSS-Randomized with RSA-2048 and e = 65537; the functions ending in "With" take any key
// size and salt. Bytes are Uint8Array, big-endian. BigInt is not constant-time; what that can reveal is the client's own
// blind, to code on the client's own machine (docs/anonymity/blindsig.md).

export const MODULUS_BYTES = 256;
export const PREFIX_BYTES = 32;
export const SALT_BYTES = 48;
const HASH_BYTES = 48;
const PUBLIC_EXPONENT = 65537n;

/** A refusal; `code` is one of the words that the Python side uses. */
export class BlindSignatureError extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * What is signed blindly: SHA-256 of the ballot's public key.
 * @type {(publicKey: Bytes) => Promise<Bytes>}
 */
export async function tokenMessage(publicKey) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', publicKey));
}

/**
 * Section 4.1, PrepareRandomize: 32 random bytes || message.
 * @type {(message: Bytes) => Bytes}
 */
export function prepare(message) {
  return concat(randomBytes(PREFIX_BYTES), message);
}

/**
 * Section 4.2, Blind: {blinded, inverse}; the inverse stays with the client.
 * @type {(modulus: Bytes, prepared: Bytes) => Promise<{blinded: Bytes, inverse: Bytes}>}
 */
export async function blind(modulus, prepared) {
  const unit = randomUnit(integer(checked(modulus)), modulus.length);
  return blindWith(modulus, prepared, randomBytes(SALT_BYTES), unit);
}

/** @type {(modulus: Bytes, prepared: Bytes, salt: Bytes, unit: bigint) => Promise<{blinded: Bytes, inverse: Bytes}>} */
export async function blindWith(modulus, prepared, salt, unit) {
  const n = integer(modulus);
  // Steps 1 to 5: m = EMSA-PSS-ENCODE(msg, bit_len(n) - 1), coprime to n.
  const message = integer(await emsaPssEncode(prepared, n.toString(2).length - 1, salt));
  if (gcd(message, n) !== 1n) throw new BlindSignatureError('blind-input-invalid');
  // Steps 7 to 11: inv = inverse_mod(r, n); z = m * r^e mod n.
  const blinded = (message * power(unit, PUBLIC_EXPONENT, n)) % n;
  return { blinded: bytes(blinded, modulus.length), inverse: bytes(inverseMod(unit, n), modulus.length) };
}

/**
 * Section 4.4, Finalize: the token's signature; 'blind-signature-invalid' if the signer did not sign honestly.
 * @type {(modulus: Bytes, prepared: Bytes, blindSignature: Bytes, inverse: Bytes) => Promise<Bytes>}
 */
export async function finalize(modulus, prepared, blindSignature, inverse) {
  return finalizeWith(checked(modulus), prepared, blindSignature, inverse, SALT_BYTES);
}

/** @type {(modulus: Bytes, prepared: Bytes, blindSignature: Bytes, inverse: Bytes, saltBytes: number) => Promise<Bytes>} */
export async function finalizeWith(modulus, prepared, blindSignature, inverse, saltBytes) {
  const n = integer(modulus);
  // Step 1: lengths; a value of n or more is no signature (RFC 8017, section 5.2.2, step 1).
  const fits = blindSignature.length === modulus.length && inverse.length === modulus.length;
  if (!fits || integer(blindSignature) >= n) throw new BlindSignatureError('blind-signature-invalid');
  // Steps 2 to 4: s = z * inv mod n. Steps 5 and 6: RSASSA-PSS-VERIFY.
  const signature = bytes((integer(blindSignature) * integer(inverse)) % n, modulus.length);
  const valid = await verifyWith(modulus, prepared, signature, saltBytes);
  if (!valid) throw new BlindSignatureError('blind-signature-invalid');
  return signature;
}

/**
 * RSASSA-PSS-VERIFY (RFC 8017, section 8.1.2) by the browser: true or false.
 * @type {(modulus: Bytes, prepared: Bytes, signature: Bytes) => Promise<boolean>}
 */
export async function verify(modulus, prepared, signature) {
  return verifyWith(checked(modulus), prepared, signature, SALT_BYTES);
}

/** @type {(modulus: Bytes, prepared: Bytes, signature: Bytes, saltBytes: number) => Promise<boolean>} */
export async function verifyWith(modulus, prepared, signature, saltBytes) {
  const jwk = { kty: 'RSA', n: base64url(modulus), e: 'AQAB' };
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'RSA-PSS', hash: 'SHA-384' }, false, ['verify']);
  return crypto.subtle.verify({ name: 'RSA-PSS', saltLength: saltBytes }, key, signature, prepared);
}

/**
 * EMSA-PSS with SHA-384 and MGF1: RFC 8017, section 9.1.1.
 * @type {(message: Bytes, emBits: number, salt: Bytes) => Promise<Bytes>}
 */
export async function emsaPssEncode(message, emBits, salt) {
  const emBytes = Math.ceil(emBits / 8);
  const zeros = emBytes - salt.length - HASH_BYTES - 2;
  if (zeros < 0) throw new BlindSignatureError('blind-input-invalid');
  // Steps 2, 5 and 6: H = Hash(eight zero bytes || Hash(M) || salt).
  const digest = await sha384(concat(new Uint8Array(8), await sha384(message), salt));
  // Steps 7 to 11: maskedDB = (PS || 0x01 || salt) xor MGF1(H), the bits beyond emBits cleared.
  const block = concat(new Uint8Array(zeros), Uint8Array.of(1), salt);
  const mask = await mgf1(digest, block.length);
  const masked = block.map((byte, index) => byte ^ mask[index]);
  masked[0] &= 0xff >> (8 * emBytes - emBits);
  // Step 12: EM = maskedDB || H || 0xbc.
  return concat(masked, digest, Uint8Array.of(0xbc));
}

/** @type {(seed: Bytes, length: number) => Promise<Bytes>} */
async function mgf1(seed, length) {
  const blocks = Array.from({ length: Math.ceil(length / HASH_BYTES) }, (_, counter) =>
    Uint8Array.of(0, 0, 0, counter),
  );
  return concat(...(await Promise.all(blocks.map((counter) => sha384(concat(seed, counter)))))).slice(0, length);
}

/** @type {(data: Bytes) => Promise<Bytes>} */
async function sha384(data) {
  return new Uint8Array(await crypto.subtle.digest('SHA-384', data));
}

/** @type {(modulus: Bytes) => Bytes} */
function checked(modulus) {
  const fits = modulus.length === MODULUS_BYTES && modulus[0] >= 0x80 && modulus[MODULUS_BYTES - 1] % 2 === 1;
  if (!fits) throw new BlindSignatureError('blind-modulus-invalid');
  return modulus;
}

/** @type {(length: number) => Bytes} */
function randomBytes(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

/**
 * A uniform number in [1, n) coprime to n: draws until one fits.
 * @type {(n: bigint, length: number) => bigint}
 */
function randomUnit(n, length) {
  for (;;) {
    const value = integer(randomBytes(length));
    if (value < n && gcd(value, n) === 1n) return value;
  }
}

/** @type {(base: bigint, exponent: bigint, modulus: bigint) => bigint} */
export function power(base, exponent, modulus) {
  let [result, square] = [1n, base % modulus];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** @type {(a: bigint, b: bigint) => bigint} */
function gcd(a, b) {
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}

/**
 * The extended Euclidean algorithm; `value` is coprime to `modulus`.
 * @type {(value: bigint, modulus: bigint) => bigint}
 */
export function inverseMod(value, modulus) {
  let [r, next, t, factor] = [modulus, value % modulus, 0n, 1n];
  while (next > 0n) {
    const quotient = r / next;
    [r, next, t, factor] = [next, r - quotient * next, factor, t - quotient * factor];
  }
  return ((t % modulus) + modulus) % modulus;
}

/**
 * OS2IP, RFC 8017, section 4.2.
 * @type {(data: Bytes) => bigint}
 */
export function integer(data) {
  return BigInt(`0x${Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('') || '0'}`);
}

/**
 * I2OSP, RFC 8017, section 4.1.
 * @type {(value: bigint, length: number) => Bytes}
 */
export function bytes(value, length) {
  const digits = value.toString(16).padStart(2 * length, '0');
  return Uint8Array.from({ length }, (_, index) => parseInt(digits.slice(2 * index, 2 * index + 2), 16));
}

/** @type {(...parts: Bytes[]) => Bytes} */
function concat(...parts) {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((offset, part) => (joined.set(part, offset), offset + part.length), 0);
  return joined;
}

/** @type {(data: Bytes) => string} */
function base64url(data) {
  return btoa(String.fromCharCode(...data))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
