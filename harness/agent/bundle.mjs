/**
 * Bundles the programs that run inside a target (the agent, the role, the library probe, the SQL endpoint, a container's) into one CommonJS file each: a
 * role process is started for every role of every case, and loading one file is most of what keeps that
 * near the cost of Node itself. koffi stays outside, it brings native code.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The role takes koffi through roles/koffi-direct.cjs; koffi itself stays outside everywhere. */
const koffi = {
  name: 'koffi',
  setup({ onResolve }) {
    onResolve({ filter: /^koffi$/ }, ({ importer }) =>
      importer.endsWith('koffi-direct.cjs')
        ? { path: 'koffi', external: true }
        : { path: path.join(root, 'harness', 'roles', 'koffi-direct.cjs') },
    );
  },
};

await build({
  absWorkingDir: root,
  entryPoints: {
    agent: path.join('harness', 'agent', 'agent-main.ts'),
    role: path.join('harness', 'roles', 'role-main.ts'),
    'library-probe': path.join('harness', 'agent', 'library-probe-main.ts'),
    container: path.join('harness', 'targets', 'container', 'inside', 'container-main.ts'),
    'sql-endpoint': path.join('harness', 'reference', 'sql', 'process', 'endpoint-main.ts'),
  },
  outdir: path.join('dist', 'agent'),
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  plugins: [koffi],
  // CommonJS has no import.meta, and this in its place.
  define: { 'import.meta.dirname': '__dirname' },
  minifySyntax: true,
  logLevel: 'warning',
});

/** What the report's page has within it: one script and one style sheet. */
await build({
  absWorkingDir: root,
  entryPoints: {
    'browser/main': path.join('reports', 'page', 'browser', 'main.ts'),
    'style/page': path.join('reports', 'page', 'style', 'page.css'),
  },
  outdir: path.join('dist', 'reports', 'page'),
  bundle: true,
  platform: 'browser',
  // Browsers since 2022.
  target: 'es2022',
  format: 'iife',
  charset: 'utf8',
  minify: true,
  logLevel: 'warning',
});
