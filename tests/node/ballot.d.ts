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

interface Questionnaire {
  key: string;
  items: Item[];
}

interface Header {
  wave: Bytes;
  number: number;
  closesAt: Date;
  kEligible: number;
  kAnswers: number;
  receiptKey: Bytes;
  rosterRoot: Bytes;
}

interface Cell {
  position: number;
  node: number;
  /** 0 employees, 1 leaders */
  side: number;
  label: string;
  eligible: number;
  present: number;
  /** 256 bytes of modulus */
  publicKey: Bytes;
}

/** `header` and `cell` are the leaves' bytes; nothing is verified yet. */
interface Start {
  root: Bytes;
  treeSize: number;
  header: Bytes;
  headerProof: Bytes[];
  cell: Bytes;
  cellProof: Bytes[];
  questionnaireProof: Bytes[];
  ticket: Bytes;
  drawUrl: string;
  appUrl: string;
  language: string;
}

/** Start data that are proved. */
interface Begun {
  start: Start;
  header: Header;
  cell: Cell;
}

interface DrawRequest {
  ticket: Bytes;
  wave: Bytes;
  root: Bytes;
  entries: [cell: number, blinded: Bytes][];
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
interface Board {
  wave: Bytes;
  root: Bytes;
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
