// Standard input: a JSON list of vectors. Standard output: for each null or what differs.
import { text } from 'node:stream/consumers';
import { checkAll } from './blindsig_check.mjs';
import blindsig from './blindsig_load.mjs';

console.log(JSON.stringify(await checkAll(blindsig, JSON.parse(await text(process.stdin)))));
