// What a reporting cell's name may be made of; the same rule as in core/cells/lookalikes.py.

/* eslint no-misleading-character-class: ["error", { "allowEscape": true }] -- ranges of code points, spelled out */

/** Letters of the three scripts whose letters look alike, by block. */
const SCRIPTS = [
  /[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02AF\u1D00-\u1D25\u1D6B-\u1D77\u1D79-\u1D9A\u1E00-\u1EFF\u2C60-\u2C7F\uA722-\uA787\uA78B-\uA7FF\uAB30-\uAB64]/u,
  /[\u0400-\u052F\u1C80-\u1C8F\u1D2B\u2DE0-\u2DFF\uA640-\uA69F]/u,
  /[\u0370-\u03FF\u1D26-\u1D2A\u1F00-\u1FFF\uAB65]/u,
];
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2065\u2800\u3164\uFE00-\uFE0F\uFFA0\uFFF0-\uFFF8\uFFFC\u{16FE4}\u{1D159}\u{E0000}-\u{E0FFF}]/u;
const BLANKS = /^ | $| {2}|(?! )\p{Z}/u;
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * Normal form KC, single blanks within, nothing unseen, and letters of one script in each word.
 * @type {(label: string) => boolean}
 */
export function isClear(label) {
  if (label === '' || label !== label.normalize('NFKC') || UNSEEN.test(label) || BLANKS.test(label)) return false;
  return (label.match(WORDS) ?? []).every((word) => SCRIPTS.filter((script) => script.test(word)).length < 2);
}
