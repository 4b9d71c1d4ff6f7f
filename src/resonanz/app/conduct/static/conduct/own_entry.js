// Her own entry in the roster of the season, recomputed from what the page shows; the bytes are in docs/anonymity/wire.md.
// Without this module the page shows every value and says that nothing was checked.

const SALT = 16;
const HASH = 32;
const HEADER_LEAF = 1;
const FIRST_CELL_LEAF = 3;
const LABEL_AT = 14;

/** @type {(name: string) => string[]} */
const texts = (name) => [...document.querySelectorAll(`[data-value="${name}"]`)].map((each) => each.textContent ?? '');

/** @type {(name: string) => number} */
function number(name) {
  const [digits] = texts(name);
  if (!/^\d{1,10}$/.test(digits)) throw new Error(`${name} is no number`);
  return Number(digits);
}

/** @type {(digits: string) => Bytes} */
function fromHex(digits) {
  if (!/^([0-9a-f]{2})+$/.test(digits)) throw new Error('these are no hexadecimal digits');
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** @type {(name: string) => Bytes[]} */
const bytes = (name) => texts(name).map(fromHex);

/** @type {(one: Bytes, other: Bytes) => boolean} */
const equal = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

/** @type {(...parts: Bytes[]) => Promise<Bytes>} */
async function sha256(...parts) {
  const whole = new Uint8Array(parts.flatMap((part) => [...part]));
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
}

/** @type {(left: Bytes, right: Bytes) => Promise<Bytes>} */
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

/**
 * Whether leaf is number index of the size leaves under root (RFC 9162, section 2.1.3.2).
 * @type {(leaf: Bytes, index: number, size: number, proof: Bytes[], root: Bytes) => Promise<boolean>}
 */
async function proves(leaf, index, size, proof, root) {
  let [value, place, last] = [await sha256(Uint8Array.of(0), leaf), index, size - 1];
  if (place > last) return false;
  for (const sibling of proof) {
    if (last === 0 || sibling.length !== HASH) return false;
    const fromLeft = place % 2 === 1 || place === last;
    value = fromLeft ? await nodeHash(sibling, value) : await nodeHash(value, sibling);
    while (fromLeft && place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && equal(value, root);
}

/** @type {(salt: Bytes, person: string, cell: number) => Bytes} */
function rosterLeaf(salt, person, cell) {
  if (salt.length !== SALT) throw new Error('the random number has another length');
  const [magic, name] = ['RZT2', person.normalize('NFC')].map((text) => new TextEncoder().encode(text));
  const leaf = new Uint8Array(magic.length + SALT + 2 + name.length + 4);
  leaf.set(magic);
  leaf.set(salt, magic.length);
  const view = new DataView(leaf.buffer, magic.length + SALT);
  view.setUint16(0, name.length);
  leaf.set(name, magic.length + SALT + 2);
  view.setUint32(2 + name.length, cell);
  return leaf;
}

/** @type {(root: string) => string} */
const checksum = (root) => (root.match(/.{4}/g) ?? []).slice(0, 3).join(' ');

async function entryHolds() {
  const [[salt], [person], [root]] = [bytes('salt'), texts('person'), bytes('root')];
  const leaf = rosterLeaf(salt, person, number('cell'));
  const shown = texts('checksum').every((text) => text === checksum(texts('root')[0]));
  return shown && proves(leaf, number('index'), number('size'), bytes('hash'), root);
}

/**
 * Whether a leaf is the cell with this number and label (RZC2): else she would be counted in one and vote in another.
 * @type {(leaf: Bytes, cell: number, label: string) => boolean}
 */
function isCell(leaf, cell, label) {
  const [magic, name] = ['RZC2', label].map((text) => new TextEncoder().encode(text));
  const view = new DataView(leaf.buffer);
  const named = view.getUint16(LABEL_AT) === name.length && equal(leaf.slice(LABEL_AT + 2).slice(0, name.length), name);
  return equal(leaf.slice(0, magic.length), magic) && view.getUint32(magic.length) === cell && named;
}

// The header of the open wave ends with the roster's root; it and her cell are under the root that every ballot shows.
async function waveHolds() {
  const [[header], [waveRoot], [root]] = [bytes('wave-header'), bytes('wave-root'), bytes('root')];
  if (header === undefined) return true;
  const [[leaf], cell, size] = [bytes('wave-cell'), number('cell'), number('wave-size')];
  const shown = texts('wave-checksum').every((text) => text === checksum(texts('wave-root')[0]));
  const named = equal(header.slice(-HASH), root);
  const proved = await Promise.all([
    proves(header, HEADER_LEAF, size, bytes('wave-hash'), waveRoot),
    proves(leaf, FIRST_CELL_LEAF + cell, size, bytes('cell-hash'), waveRoot),
  ]);
  return shown && named && isCell(leaf, cell, texts('label')[0]) && proved.every(Boolean);
}

async function show() {
  const holds = await Promise.all([entryHolds(), waveHolds()]).then(
    (each) => each.every(Boolean),
    () => false,
  );
  for (const each of document.querySelectorAll('[data-result]')) {
    if (each instanceof HTMLElement) each.hidden = each.dataset.result !== (holds ? 'holds' : 'broken');
  }
}

// Without an encrypted connection a browser has no subtle.
if (crypto.subtle !== undefined) show();
