// The client's steps by our browser module or by the second implementation, @cloudflare/blindrsa-ts.
// Standard input: a JSON list of {by, step, ...bytes in hexadecimal}. Standard output: a list of results or {error}.
import { text } from 'node:stream/consumers';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import ours from './blindsig_load.mjs';

/**
 * What both implementations can do.
 * @typedef {Pick<typeof import('../../src/resonanz/ballotbox/browser/ballot/blindsig.js'),
 *   'prepare' | 'blind' | 'finalize' | 'verify'>} Client
 */

const suite = RSABSSA.SHA384.PSS.Randomized();

/** @type {(modulus: Bytes) => Promise<CryptoKey>} */
function publicKey(modulus) {
  const jwk = { kty: 'RSA', n: Buffer.from(modulus).toString('base64url'), e: 'AQAB' };
  return crypto.subtle.importKey('jwk', jwk, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);
}

/** @type {Client} */
const cloudflare = {
  prepare: (message) => Uint8Array.from(suite.prepare(message)),
  async blind(modulus, prepared) {
    const { blindedMsg, inv } = await suite.blind(await publicKey(modulus), prepared);
    return { blinded: Uint8Array.from(blindedMsg), inverse: Uint8Array.from(inv) };
  },
  finalize: async (modulus, ...rest) => Uint8Array.from(await suite.finalize(await publicKey(modulus), ...rest)),
  verify: async (modulus, prepared, signature) => suite.verify(await publicKey(modulus), signature, prepared),
};

/** @type {Record<string, (by: Client, data: Record<string, Bytes>) => Promise<Record<string, unknown>>>} */
const steps = {
  tokenMessage: async (_, { publicKey: key }) => ({ message: await ours.tokenMessage(key) }),
  async blind(by, { modulus, message }) {
    const prepared = by.prepare(message);
    return { prepared, ...(await by.blind(modulus, prepared)) };
  },
  async finalize(by, { modulus, prepared, blindSignature, inverse }) {
    return { signature: await by.finalize(modulus, prepared, blindSignature, inverse) };
  },
  verify: async (by, { modulus, prepared, signature }) => ({ valid: await by.verify(modulus, prepared, signature) }),
};

/** @type {<A, B>(object: Record<string, A>, change: (value: A) => B) => Record<string, B>} */
const map = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
/** @type {(value: unknown) => unknown} */
const toHex = (value) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value);

/** @type {(request: Record<string, string>) => Promise<Record<string, unknown>>} */
async function answer({ by, step, ...data }) {
  const implementation = by === 'ours' ? ours : cloudflare;
  try {
    const given = map(data, (value) => new Uint8Array(Buffer.from(value, 'hex')));
    return map(await steps[step](implementation, given), toHex);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { error: 'code' in error ? error.code : error.message };
  }
}

const results = [];
for (const request of JSON.parse(await text(process.stdin))) results.push(await answer(request));
console.log(JSON.stringify(results));
