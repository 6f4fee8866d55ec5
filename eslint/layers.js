import path from 'node:path';

/**
 * Which part of the tree may import which: the arrows of ARCHITECTURE.md, enforced. A file belongs to the
 * first layer whose `of` is its path or a folder above it; what it imports from the tree must lie in one of the
 * layer's `may`, and the packages it imports must not be among `never`.
 *
 * eslint-plugin-boundaries was tried for this: it needs a resolver of its own to see that `./x.js` is `./x.ts`,
 * and says with five packages more what these lines say.
 */
export const LAYERS = [
  { of: 'harness/cli', may: ['harness', 'specs', 'reports'], never: ['koffi'] },
  { of: 'harness/bench', may: ['harness', 'specs', 'reports'], never: ['koffi'] },
  { of: 'harness/errors', may: ['harness/errors'], never: ['koffi', 'zod', 'vitest'] },
  { of: 'harness/history', may: ['harness/history'], never: ['koffi', 'vitest'] },
  { of: 'harness/limits', may: ['harness/limits'], never: ['koffi', 'vitest'] },
  // The interface as data: it is read by everybody, and by role processes, which start the sooner the less they load.
  { of: 'harness/vdi', may: ['harness/vdi', 'harness/errors'], never: ['zod', 'vitest'] },
  { of: 'harness/agent', may: HARNESS_PARTS(), never: ['vitest'] },
  { of: 'harness/roles', may: HARNESS_PARTS(), never: ['vitest'] },
  { of: 'harness', may: HARNESS_PARTS(), never: ['koffi', 'vitest'] },
  {
    of: 'specs',
    may: [
      'specs',
      'harness/stage',
      'harness/history',
      'harness/targets/target',
      'harness/vdi',
      'harness/errors',
    ],
    never: ['koffi', 'birpc'],
  },
  {
    of: 'reports',
    may: ['reports', 'harness/history', 'specs/findings', 'specs/rules'],
    never: ['koffi', 'birpc', 'commander'],
  },
];

/** Everything of the harness but what stands above it. */
function HARNESS_PARTS() {
  return [
    'agent',
    'errors',
    'history',
    'limits',
    'probes',
    'reference',
    'roles',
    'stage',
    'targets',
    'vdi',
  ].map((part) => `harness/${part}`);
}

const inside = (file, folder) =>
  file === folder || file.startsWith(`${folder}/`) || file.startsWith(`${folder}.`);

/** ESLint rule `layers/allowed-imports`. */
export const layers = {
  rules: {
    'allowed-imports': {
      meta: {
        type: 'problem',
        schema: [],
        messages: {
          tree: '{{from}} may not import from {{to}}: see ARCHITECTURE.md, "Who may import whom".',
          package: '{{from}} may not import the package {{to}}: see ARCHITECTURE.md, "Who may import whom".',
        },
      },
      create(context) {
        const posix = (file) => path.relative(context.cwd, file).replaceAll(path.sep, '/');
        const file = posix(context.filename);
        const layer = LAYERS.find(({ of }) => inside(file, of));
        if (layer === undefined) return {};

        const check = (source) => {
          if (typeof source?.value !== 'string') return;
          const report = (messageId, to) =>
            context.report({ node: source, messageId, data: { from: layer.of, to } });
          if (source.value.startsWith('.')) {
            const to = posix(path.resolve(path.dirname(context.filename), source.value));
            if (!layer.may.some((folder) => inside(to, folder))) report('tree', to);
          } else if (
            layer.never.some((name) => source.value === name || source.value.startsWith(`${name}/`))
          ) {
            report('package', source.value);
          }
        };
        return {
          ImportDeclaration: ({ source }) => check(source),
          ImportExpression: ({ source }) => check(source),
          ExportAllDeclaration: ({ source }) => check(source),
          ExportNamedDeclaration: ({ source }) => check(source),
        };
      },
    },
    'no-utils': {
      meta: {
        type: 'problem',
        schema: [],
        messages: { name: 'A file is named for its one idea; "{{name}}" names none.' },
      },
      create(context) {
        const name = path.basename(context.filename);
        if (!/^(utils?|helpers?|misc|common)\b/i.test(name)) return {};
        return { Program: (node) => context.report({ node, messageId: 'name', data: { name } }) };
      },
    },
  },
};
