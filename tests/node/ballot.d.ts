// The shapes that the ballot page's modules hand to each other, for the type checker alone; docs/anonymity/wire.md says
// what the bytes mean.

type Bytes = Uint8Array<ArrayBuffer>;

interface Window {
  /** The start data as they came in the address, or "". */
  resonanzStart: string;
}

interface Wording {
  language: string;
  text: string;
  short: string;
  options: string[];
}

interface Item {
  code: string;
  options: number;
  reversed: boolean;
  sensitive: boolean;
  favourable: number[];
  wordings: Wording[];
}

/** `reviewed` by somebody whose own language it is. */
interface Language {
  tag: string;
  reviewed: boolean;
}

interface Questionnaire {
  key: string;
  languages: Language[];
  items: Item[];
}

interface Header {
  wave: Bytes;
  number: number;
  /** the root of the wave before, zeros if there was none */
  previous: Bytes;
  closesAt: Date;
  kEligible: number;
  kAnswers: number;
  /** who asks, in words */
  asker: string;
  receiptKey: Bytes;
  rosterRoot: Bytes;
}

interface Leaf {
  position: number;
  /** 0 answers, 1 comment */
  kind: number;
  node: number;
  /** 0 employees, 1 leaders, 2 both (a comment cell) */
  side: number;
  label: string;
  eligible: number;
  present: number;
  /** 256 bytes of modulus */
  publicKey: Bytes;
  /** of a comment cell: the answer cells it is made of */
  cells: number[];
}

interface ListedWave {
  wave: Bytes;
  number: number;
  root: Bytes;
  previous: Bytes;
  openedAt: Date;
  closesAt: Date;
  /** 0 open, 1 being counted, 2 closed, 3 held, 4 cancelled */
  state: number;
  cells: number;
  eligible: number;
  accepted: number;
}

interface WaveList {
  waves: ListedWave[];
  /** the bytes under the signature */
  signed: Bytes;
  signature: Bytes;
}

/** `header` and the leaves are bytes; nothing is verified yet. */
interface Start {
  root: Bytes;
  treeSize: number;
  header: Bytes;
  headerProof: Bytes[];
  questionnaireProof: Bytes[];
  leaves: { leaf: Bytes; proof: Bytes[] }[];
  ticket: Bytes;
  drawUrl: string;
  appUrl: string;
  language: string;
}

/** Start data that are proved. */
interface Begun {
  start: Start;
  header: Header;
  cell: Leaf;
}

interface DrawRequest {
  ticket: Bytes;
  wave: Bytes;
  root: Bytes;
  entries: [leaf: number, blinded: Bytes][];
}

interface Unsigned {
  wave: Bytes;
  root: Bytes;
  cell: number;
  publicKey: Bytes;
  prefix: Bytes;
  token: Bytes;
  /** 0 to 255, in printed order */
  answers: number[];
}

interface Envelope extends Unsigned {
  signature: Bytes;
}

/** The signature is not checked yet. */
interface Receipt {
  wave: Bytes;
  hash: Bytes;
  signature: Bytes;
}

/** The receipts are sorted; the signature is not checked yet. */
interface ReceiptList {
  wave: Bytes;
  root: Bytes;
  /** the hash of the works council's board */
  board: Bytes;
  /** the hash of the figures */
  release: Bytes;
  receipts: Bytes[];
  signature: Bytes;
}

/** What is kept until the receipt: `signature` is null until the registrar has signed. */
interface Drawing {
  key: JsonWebKey;
  publicKey: Bytes;
  prepared: Bytes;
  blinded: Bytes;
  inverse: Bytes;
  signature: Bytes | null;
}

interface Token extends Drawing {
  signature: Bytes;
  privateKey: CryptoKey;
  kept: string;
}

interface Reply {
  status: number;
  body: Bytes;
}

interface Accepted {
  receipt: Receipt;
  bytes: Bytes;
  /** A ballot with this token had arrived before. */
  earlier: boolean;
}

/** A question as the page shows it. */
interface Shown {
  code: string | undefined;
  text: string | null;
  options: (string | null)[];
}

/** A question as it was fixed. */
interface Fixed {
  code: string;
  text: string;
  options: string[];
}
