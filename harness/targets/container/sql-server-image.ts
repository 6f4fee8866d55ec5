import path from 'node:path';
import { PACKAGE_ROOT } from '../../kit-package.js';
import type { Check } from '../target.js';
import type { ImageRecipe } from './image-recipe.js';
import { EULA_VARIABLE, type ContainerSettings } from './settings.js';
import { mediaOf } from './sql-media.js';

/** SQL Server on Windows' Server Core. Microsoft publishes no such image, and its licence forbids that others do: it is built here. */
export const SQL_SERVER: ImageRecipe = {
  os: 'windows',
  folder: path.join(PACKAGE_ROOT, 'harness', 'targets', 'container', 'images', 'sql-server'),
  kit: '/kit',
  node: ({ nodeExe }) => ({ name: 'node.exe', file: nodeExe }),
  folders: ({ sqlAssemblies }) => (sqlAssemblies === undefined ? {} : { assemblies: sqlAssemblies }),
  buildArgs: (settings) => ({
    WINDOWS: settings.windows,
    SQL_VERSION: settings.sqlVersion,
    SQL_EDITION: settings.sqlEdition,
    SQL_MEDIA: settings.sqlMedia ?? mediaOf(settings),
    // Only ever what the user said.
    ACCEPT_EULA: settings.acceptEula ? 'Y' : 'N',
  }),
  checks: (settings) => [licenceCheck(settings)],
  base: () => Promise.resolve(null),
};

export function licenceCheck({ acceptEula, sqlVersion, sqlEdition }: ContainerSettings): Check {
  const what = 'licence';
  const of = `SQL Server ${sqlVersion} ${sqlEdition} and Windows' base image`;
  if (acceptEula) return { what, ok: true, detail: `that of ${of} is accepted by you` };
  return {
    what,
    ok: false,
    detail: `that of ${of} is not accepted`,
    remedy: `read the licences; when you accept them, say --accept-eula or set ${EULA_VARIABLE}=Y`,
  };
}
