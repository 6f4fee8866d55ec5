import path from 'node:path';

/** Everything of the harness but what stands above it: cli and bench. */
const HARNESS =
  'agent client-program errors history kit-package limits probes reference roles sql stage targets vdi'
    .split(' ')
    .map((part) => `harness/${part}`);

/** Checks with zod are for the kit's side: what runs in a target starts the sooner the less it loads. */
const CHECKED_ON_OUR_SIDE = [
  'harness/vdi/arguments',
  'harness/history',
  'harness/limits',
  'harness/client-program',
];

/**
 * Which part of the tree may import which: the arrows of ARCHITECTURE.md, enforced. A file belongs to the first
 * layer whose `of` is its path (without the ending) or a folder above it.
 *
 * - `may`: what it imports from the tree lies in one of these;
 * - `types`: from these it may import types only;
 * - `tests`: from these its tests (`*.test.ts`) may import besides;
 * - `never`: packages that it does not import.
 *
 * eslint-plugin-boundaries was tried for this: it needs a resolver of its own to see that `./x.js` is `./x.ts`,
 * and brings two dozen packages for what these lines say.
 */
export const LAYERS = [
  { of: 'harness/cli', may: ['harness', 'specs', 'reports'], never: ['koffi'] },
  { of: 'harness/bench', may: ['harness', 'specs', 'reports'], never: ['koffi'] },
  { of: 'harness/errors', may: ['harness/errors'], never: ['koffi', 'zod', 'vitest'] },
  // Of the sessions with SQL Server only what came of a statement, which is data.
  {
    of: 'harness/history',
    may: ['harness/history', 'harness/sql/statement-result'],
    never: ['koffi', 'vitest', 'mssql'],
  },
  { of: 'harness/limits', may: ['harness/limits'], never: ['koffi', 'vitest'] },

  // How a vendor's client is started: of rules, targets and what comes of it this knows nothing. Its published file stands alone.
  { of: 'harness/client-program/define-config', may: [], never: ['zod', 'jiti', 'vitest'] },
  {
    of: 'harness/client-program',
    may: ['harness/client-program', 'harness/errors', 'harness/limits'],
    never: ['koffi', 'vitest'],
  },

  // The interface as data, and the bindings made from it: of the rest of the kit they know nothing.
  { of: 'harness/vdi/arguments', may: ['harness/vdi', 'harness/errors'], never: ['koffi', 'vitest'] },
  {
    of: 'harness/vdi',
    may: ['harness/vdi', 'harness/errors'],
    types: CHECKED_ON_OUR_SIDE,
    never: ['zod', 'vitest'],
  },

  // What runs in a target. koffi only where the thing under test may crash the process: roles, and the probe of a library.
  { of: 'harness/roles', may: HARNESS, types: CHECKED_ON_OUR_SIDE, never: ['zod', 'vitest'] },
  {
    of: 'harness/agent/library-probe-main',
    may: HARNESS,
    types: CHECKED_ON_OUR_SIDE,
    never: ['zod', 'vitest'],
  },
  { of: 'harness/agent', may: HARNESS, types: CHECKED_ON_OUR_SIDE, never: ['koffi', 'zod', 'vitest'] },
  // Windows says of a process what it says through calls only: the agent makes them, and reads memory of its own alone.
  { of: 'harness/probes/windows-api', may: HARNESS, types: CHECKED_ON_OUR_SIDE, never: ['zod', 'vitest'] },
  { of: 'harness/probes', may: HARNESS, types: CHECKED_ON_OUR_SIDE, never: ['koffi', 'zod', 'vitest'] },

  // Threads and mappings can be left by calls of the system only: so the faults do that leave them, in the endpoint's process.
  { of: 'harness/reference/sql/faults/leaks', may: [], never: ['zod', 'vitest'] },

  // The reference's SQL endpoint runs in a target too; it shares no code with the sessions that it is tested through.
  {
    of: 'harness/reference/sql',
    may: [
      'harness/reference/sql',
      ...['vdi', 'agent', 'roles', 'errors', 'kit-package'].map((part) => `harness/${part}`),
    ],
    types: ['harness/vdi/arguments'],
    tests: HARNESS,
    never: ['koffi', 'zod', 'vitest'],
  },

  // A vendor's client as he would write it: it knows the interface, and how a statement is written; nothing of the kit.
  {
    of: 'harness/reference/clients',
    may: ['harness/reference/clients', 'harness/vdi', 'harness/sql/backup-statement'],
    types: ['harness/vdi/arguments'],
    tests: HARNESS,
    never: ['koffi', 'zod', 'vitest'],
  },

  { of: 'harness', may: HARNESS, never: ['koffi', 'vitest'] },
  {
    of: 'specs',
    may: [
      'specs',
      ...[
        'stage',
        'history',
        'targets/target',
        'vdi',
        'errors',
        'sql/backup-statement',
        'sql/virtual-devices',
      ].map((part) => `harness/${part}`),
    ],
    tests: HARNESS,
    never: ['koffi', 'birpc'],
  },
  {
    of: 'reports',
    may: ['reports', 'harness/history', 'specs/findings', 'specs/rules', 'specs/documentation'],
    never: ['koffi', 'birpc', 'commander'],
  },
];

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
          types: '{{from}} may import only types from {{to}}: see ARCHITECTURE.md, "Who may import whom".',
          package: '{{from}} may not import the package {{to}}: see ARCHITECTURE.md, "Who may import whom".',
        },
      },
      create(context) {
        const posix = (file) => path.relative(context.cwd, file).replaceAll(path.sep, '/');
        const file = posix(context.filename);
        const layer = LAYERS.find(({ of }) => inside(file, of));
        if (layer === undefined) return {};
        const test = file.endsWith('.test.ts');
        const may = test ? [...layer.may, ...(layer.tests ?? [])] : layer.may;
        // A test runs in vitest's process, and says so.
        const never = test ? layer.never.filter((name) => name !== 'vitest') : layer.never;

        const check = (source, typesOnly) => {
          if (typeof source?.value !== 'string') return;
          const report = (messageId, to) =>
            context.report({ node: source, messageId, data: { from: layer.of, to } });
          if (source.value.startsWith('.')) {
            const to = posix(path.resolve(path.dirname(context.filename), source.value));
            const lies = (folder) => inside(to, folder);
            if (typesOnly && layer.types?.some(lies)) return;
            if (!may.some(lies)) report('tree', to);
            else if (layer.types?.some(lies)) report('types', to);
          } else if (never.some((name) => source.value === name || source.value.startsWith(`${name}/`))) {
            report('package', source.value);
          }
        };
        return {
          ImportDeclaration: ({ source, importKind }) => check(source, importKind === 'type'),
          ImportExpression: ({ source }) => check(source, false),
          ExportAllDeclaration: ({ source, exportKind }) => check(source, exportKind === 'type'),
          ExportNamedDeclaration: ({ source, exportKind }) => check(source, exportKind === 'type'),
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
