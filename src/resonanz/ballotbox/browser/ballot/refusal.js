// Why the browser does not go on. `code` names a message that the page carries in the reader's language.

export class Refusal extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * The code of anything thrown, `other` where it is none of ours.
 * @type {(error: unknown, other: string) => string}
 */
export function codeOf(error, other) {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : other;
}
