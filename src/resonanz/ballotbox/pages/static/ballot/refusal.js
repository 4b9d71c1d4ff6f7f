// Why the browser does not go on. `code` names a message that the page carries in the reader's language.

export class Refusal extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** The code of anything thrown, `other` where it is none of ours. */
export function codeOf(error, other) {
  return typeof error?.code === 'string' ? error.code : other;
}
