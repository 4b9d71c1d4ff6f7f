// The ballot page's module as Node sees it: a .js file outside any package of type "module" must be loaded by its text.
import { readFile } from 'node:fs/promises';

const file = new URL('../../src/resonanz/ballotbox/browser/ballot/blindsig.js', import.meta.url);
const source = await readFile(file);

export default await import(`data:text/javascript;base64,${source.toString('base64')}`);
