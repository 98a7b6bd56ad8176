import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';

const FOCUSED = 'A focused or skipped test hides the others.';

export default tseslint.config(
  {
    ignores: ['**/node_modules/', '**/dist/', '**/.angular/', 'artifacts/', 'data/', 'contract/', '**/coverage/'],
  },
  {
    files: ['**/*.ts', '**/*.mjs', '**/*.js'],
    extends: [...tseslint.configs.recommended],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true, varsIgnorePattern: '^_' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name=/^(only|skip)$/][callee.object.name=/^(test|it|describe)$/]',
          message: FOCUSED,
        },
        {
          selector: "CallExpression[callee.property.name='waitForTimeout']",
          message: 'Wait for what must be true, not for time.',
        },
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
      ],
    },
  },
  {
    // Benchmarks print; the first paint runs before anything that the build could lower.
    files: ['apps/api/{bench,stress}/**/*.ts', 'apps/web/public/*.js'],
    rules: { 'no-console': 'off', 'no-var': 'off' },
  },
  {
    // SQL has a place: files named *.queries.ts, the database platform, the migrations.
    files: ['apps/api/src/**/*.ts'],
    ignores: ['**/*.queries.ts', 'apps/api/src/platform/database/**', '**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'kysely', message: 'Only *.queries.ts, platform/database and migrations speak SQL.' },
            { name: 'node:sqlite', message: 'Only *.queries.ts, platform/database and migrations speak SQL.' },
          ],
        },
      ],
    },
  },
  {
    files: ['apps/web/src/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      // verbatimModuleSyntax is off where Angular's compiler needs classes as values for injection.
      '@typescript-eslint/consistent-type-imports': 'off',
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'app', style: 'kebab-case' }],
      '@angular-eslint/component-class-suffix': 'off',
      '@angular-eslint/directive-class-suffix': 'off',
    },
  },
  {
    files: ['apps/web/src/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
);
