// The client's steps by our browser module or by the second implementation, @cloudflare/blindrsa-ts.
// Standard input: a JSON list of {by, step, ...bytes in hexadecimal}. Standard output: a list of results or {error}.
import { text } from 'node:stream/consumers';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import ours from './blindsig_load.mjs';

const suite = RSABSSA.SHA384.PSS.Randomized();

function publicKey(modulus) {
  const jwk = { kty: 'RSA', n: Buffer.from(modulus).toString('base64url'), e: 'AQAB' };
  return crypto.subtle.importKey('jwk', jwk, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);
}

const cloudflare = {
  prepare: (message) => suite.prepare(message),
  async blind(modulus, prepared) {
    const { blindedMsg, inv } = await suite.blind(await publicKey(modulus), prepared);
    return { blinded: blindedMsg, inverse: inv };
  },
  finalize: async (modulus, ...rest) => suite.finalize(await publicKey(modulus), ...rest),
  verify: async (modulus, prepared, signature) => suite.verify(await publicKey(modulus), signature, prepared),
};

const steps = {
  tokenMessage: async (by, { publicKey: key }) => ({ message: await by.tokenMessage(key) }),
  async blind(by, { modulus, message }) {
    const prepared = by.prepare(message);
    return { prepared, ...(await by.blind(modulus, prepared)) };
  },
  async finalize(by, { modulus, prepared, blindSignature, inverse }) {
    return { signature: await by.finalize(modulus, prepared, blindSignature, inverse) };
  },
  verify: async (by, { modulus, prepared, signature }) => ({ valid: await by.verify(modulus, prepared, signature) }),
};

const map = (object, change) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
const toHex = (value) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value);

async function answer({ by, step, ...data }) {
  const implementation = by === 'ours' ? ours : cloudflare;
  try {
    return map(await steps[step](implementation, map(data, (value) => new Uint8Array(Buffer.from(value, 'hex')))), toHex);
  } catch (error) {
    return { error: error.code ?? error.message };
  }
}

const results = [];
for (const request of JSON.parse(await text(process.stdin))) results.push(await answer(request));
console.log(JSON.stringify(results));
