// Standard input: {module, tasks: [{task, ...}]}, module the address of wire.js. Standard output: an answer a task.
import { webcrypto } from 'node:crypto';
import { text } from 'node:stream/consumers';

const { module, tasks } = JSON.parse(await text(process.stdin));
/** @type {typeof import('../../src/resonanz/ballotbox/browser/ballot/wire.js')} */
const wire = await import(module);
/** @type {typeof import('../../src/resonanz/ballotbox/browser/ballot/labels.js')} */
const { isClear } = await import(module.replace(/wire\.js$/, 'labels.js'));
/** @type {(hex: string) => Bytes} */
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'));
/** @type {(raw: Uint8Array) => string} */
const hex = (raw) => Buffer.from(raw).toString('hex');

/** @type {Record<string, (raw: Bytes) => unknown>} */
const DECODERS = {
  questionnaire: wire.decodeQuestionnaire,
  header: wire.decodeHeader,
  cell: wire.decodeLeaf,
  start: (raw) => wire.decodeStart(Buffer.from(raw).toString('latin1')),
  draw_reply: wire.decodeDrawReply,
  envelope: wire.decodeEnvelope,
  receipt: wire.decodeReceipt,
  board: wire.decodeReceiptList,
  wave_list: (raw) => {
    const { waves, signature } = wire.decodeWaveList(raw);
    return { waves, signature };
  },
};

/** @type {(value: unknown) => unknown} */
function plain(value) {
  if (value instanceof Uint8Array) return hex(value);
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

/** @type {Record<string, (hex: string) => Bytes>} */
const KEYED = { wave: bytes, root: bytes, publicKey: bytes, prefix: bytes, token: bytes, signature: bytes };
/** @type {(fields: Record<string, any>) => any} */
const envelopeOf = (fields) => Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, KEYED[k]?.(v) ?? v]));

async function ephemeral() {
  const pair = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
  return { key: pair.privateKey, point: new Uint8Array(await webcrypto.subtle.exportKey('raw', pair.publicKey)) };
}

/** @type {Record<string, (task: any) => unknown>} */
const TASKS = {
  decode: ({ kind, raw }) => ({ value: plain(DECODERS[kind](bytes(raw))) }),
  proof: ({ leaf, index, size, proof, root }) =>
    wire.verifyProof(bytes(leaf), index, size, proof.map(bytes), bytes(root)),
  start: async ({ fragment, questionnaire, root }) =>
    plain(await wire.verifyStart(wire.decodeStart(fragment), bytes(questionnaire), bytes(root))),
  chain: async ({ raw, header, root }) => {
    await wire.checkChain(wire.decodeWaveList(bytes(raw)), wire.decodeHeader(bytes(header)), bytes(root));
    return 'whole';
  },
  clear: ({ labels }) => labels.map(isClear),
  questionnaireHash: async ({ raw }) => hex(await wire.questionnaireHash(bytes(raw))),
  drawRequest: ({ ticket, wave, root, entries }) => {
    const pairs = entries.map((/** @type {[number, string]} */ [leaf, blinded]) => [leaf, bytes(blinded)]);
    return hex(wire.encodeDrawRequest({ ticket: bytes(ticket), wave: bytes(wave), root: bytes(root), entries: pairs }));
  },
  envelope: ({ fields }) => hex(wire.encodeEnvelope(envelopeOf(fields))),
  seal: async ({ fields }) => {
    const { key, point } = await ephemeral();
    const envelope = { ...envelopeOf(fields), publicKey: point };
    const body = wire.envelopeBody(envelope);
    const signature = new Uint8Array(await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, body));
    return hex(wire.encodeEnvelope({ ...envelope, signature }));
  },
  receiptHash: async ({ wave, publicKey }) => hex(await wire.receiptHash(bytes(wave), bytes(publicKey))),
  receiptOk: ({ raw, key }) => wire.receiptOk(wire.decodeReceipt(bytes(raw)), bytes(key)),
  boardOk: ({ raw, key }) => wire.receiptListOk(wire.decodeReceiptList(bytes(raw)), bytes(key)),
};

/** @type {(task: {task: string}) => Promise<unknown>} */
async function answer(task) {
  try {
    return await TASKS[task.task](task);
  } catch (error) {
    if (!(error instanceof wire.WireError)) throw error;
    return { error: error.code };
  }
}

const answers = [];
for (const task of tasks) answers.push(await answer(task));
console.log(JSON.stringify(answers));
