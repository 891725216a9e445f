import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

// Nothing of a case may stay behind in the web view: these would write it to disk in plain form.
const stores = ['localStorage', 'sessionStorage', 'indexedDB', 'caches'];
const noStores = stores.map((name) => ({ name, message: 'Nothing is stored in the web view.' }));

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/ipc/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      'no-restricted-globals': ['error', ...noStores],
      'no-restricted-properties': [
        'error',
        ...stores.map((property) => ({ object: 'window', property, message: 'Nothing is stored.' })),
        { object: 'document', property: 'cookie', message: 'Nothing is stored.' },
      ],
      'no-eval': 'error',
      'svelte/no-at-html-tags': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // Own hash router: links are plain addresses.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    // parts know no words of the field; areas do not know screens
    files: ['src/parts/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['**/areas/**', '**/screens/**', '**/ipc/**'] }],
    },
  },
  {
    files: ['src/areas/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['**/screens/**'] }] },
  },
);
