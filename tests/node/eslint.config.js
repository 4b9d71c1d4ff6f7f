// What a program can find in JavaScript without running it. Types: tsconfig.json; form: .prettierrc.json.
import js from '@eslint/js';
import globals from 'globals';

const rules = {
  curly: ['error', 'multi-line'],
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-shadow': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
};

export default [
  js.configs.recommended,
  { rules, linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['src/**/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['src/resonanz/ballotbox/browser/ballot/arrive.js'], languageOptions: { sourceType: 'script' } },
  { files: ['tests/node/*.{js,mjs}'], languageOptions: { globals: globals.nodeBuiltin } },
];
