// Is a published vector of RFC 9474 right, digit for digit? Runs in Node and in the browser; `blindsig` is the module under test.

/** @typedef {typeof import('../../src/resonanz/ballotbox/browser/ballot/blindsig.js')} Module */
/**
 * A published vector: its fields in hexadecimal, and its name.
 * @typedef {Record<'name'|'p'|'q'|'n'|'e'|'d'|'msg'|'msg_prefix'|'prepared_msg'|'salt'|'encoded_msg'|'inv'|'blinded_msg'|'blind_sig'|'sig', string>} Vector
 */

/** @type {(text: string) => Bytes} */
const hex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
/** @type {(data: Bytes) => string} */
const text = (data) => Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** @type {(holds: boolean, field: string) => void} */
function expect(holds, field) {
  if (!holds) throw new Error(`differs: ${field}`);
}

/** @type {(vector: Vector) => void} */
function checkKey(vector) {
  const [p, q, n, e, d] = [vector.p, vector.q, vector.n, vector.e, vector.d].map((digits) => BigInt(`0x${digits}`));
  expect(p * q === n, 'p, q, n');
  expect(e === 65537n, 'e');
  expect((e * d) % (p - 1n) === 1n && (e * d) % (q - 1n) === 1n, 'd');
}

/**
 * Throws an error that names the field unless every field of the vector follows from the others.
 * @type {(blindsig: Module, vector: Vector) => Promise<void>}
 */
export async function checkVector(blindsig, vector) {
  checkKey(vector);
  const [modulus, prepared, salt] = [hex(vector.n), hex(vector.prepared_msg), hex(vector.salt)];
  const [inverse, blindSignature] = [hex(vector.inv), hex(vector.blind_sig)];
  expect(vector.prepared_msg === vector.msg_prefix + vector.msg, 'prepared_msg');
  expect(vector.msg_prefix.length === (vector.name.endsWith('Randomized') ? 64 : 0), 'msg_prefix');
  expect(salt.length === (vector.name.includes('PSSZERO') ? 0 : 48), 'salt');
  const encoded = await blindsig.emsaPssEncode(prepared, 8 * modulus.length - 1, salt);
  expect(text(encoded) === vector.encoded_msg, 'encoded_msg');
  const unit = blindsig.inverseMod(blindsig.integer(inverse), blindsig.integer(modulus));
  const blinded = await blindsig.blindWith(modulus, prepared, salt, unit);
  expect(text(blinded.blinded) === vector.blinded_msg && text(blinded.inverse) === vector.inv, 'blinded_msg, inv');
  const signed = blindsig.power(blindsig.integer(blinded.blinded), BigInt(`0x${vector.d}`), blindsig.integer(modulus));
  expect(text(blindsig.bytes(signed, modulus.length)) === vector.blind_sig, 'blind_sig');
  const signature = await blindsig.finalizeWith(modulus, prepared, blindSignature, inverse, salt.length);
  expect(text(signature) === vector.sig, 'sig');
}

/**
 * For each vector null, or the message of the error that its check threw.
 * @type {(blindsig: Module, vectors: Vector[]) => Promise<(string | null)[]>}
 */
export async function checkAll(blindsig, vectors) {
  const verdicts = [];
  for (const vector of vectors) {
    verdicts.push(
      await checkVector(blindsig, vector).then(
        () => null,
        (error) => error.message,
      ),
    );
  }
  return verdicts;
}
