import tseslint from 'typescript-eslint';
import { layers } from './eslint/layers.js';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'reports/out/', 'coverage/', 'harness/reference/native/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { layers },
    rules: {
      'layers/allowed-imports': 'error',
      'layers/no-utils': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Numbers read well in messages; what must not get there is an object or an undefined.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An empty implementation of an interface may be async to fit it.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // A judge's and a report's tests run beside the code; what they check may come from anywhere in their layer.
    files: ['**/*.test.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
