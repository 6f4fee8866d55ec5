import { Option, type Command } from 'commander';
import { ZodError } from 'zod';
import { UsageError } from '../errors/kit-error.js';
import {
  containerSettings,
  EULA_VARIABLE,
  IMAGE_NAMES,
  ISOLATIONS,
  SQL_EDITIONS,
  SQL_VERSIONS,
  WINDOWS_BASES,
  type ContainerSettings,
} from '../targets/container/settings.js';

/** What the command line has for the container of the target windows-container. */
export interface ContainerFlags {
  readonly containerImage?: ContainerSettings['image'];
  readonly acceptEula?: boolean;
  readonly sqlVersion?: ContainerSettings['sqlVersion'];
  readonly sqlEdition?: ContainerSettings['sqlEdition'];
  readonly sqlMedia?: string;
  readonly sqlAssemblies?: string;
  readonly windows?: ContainerSettings['windows'];
  readonly isolation?: ContainerSettings['isolation'];
  readonly containerMemory?: number;
}

export function addContainerOptions(command: Command): Command {
  const one = (flags: string, description: string, choices: readonly string[]): Option =>
    new Option(flags, description).choices(choices);
  return command
    .addOption(
      one(
        '--container-image <name>',
        'windows-container: SQL Server on Windows, or the kit’s own proof (default: sql-server)',
        IMAGE_NAMES,
      ),
    )
    .option(
      '--accept-eula',
      `windows-container: you accept the licences of SQL Server and Windows’ base image (or ${EULA_VARIABLE}=Y)`,
    )
    .addOption(one('--sql-version <year>', 'windows-container: of SQL Server (default: 2022)', SQL_VERSIONS))
    .addOption(
      one('--sql-edition <name>', 'windows-container: of SQL Server (default: Developer)', SQL_EDITIONS),
    )
    .option(
      '--sql-media <url>',
      'windows-container: where SQL Server’s set-up is fetched (default: Microsoft)',
    )
    .option('--sql-assemblies <folder>', 'windows-container: .NET assemblies that SQL Server’s set-up misses')
    .addOption(
      one('--windows <tag>', 'windows-container: of Windows’ Server Core (default: ltsc2022)', WINDOWS_BASES),
    )
    .addOption(
      one(
        '--isolation <kind>',
        'windows-container: of Windows’ containers (default: the engine’s)',
        ISOLATIONS,
      ),
    )
    .option('--container-memory <gb>', 'windows-container: memory of the container (default: 4)', Number);
}

/** @throws UsageError CONTAINER_SETTINGS that names what is wrong. */
export function containerSettingsOf(flags: ContainerFlags): ContainerSettings {
  const { containerImage: image, containerMemory: memoryGb, ...rest } = flags;
  const { acceptEula, sqlVersion, sqlEdition, sqlMedia, sqlAssemblies, windows, isolation } = rest;
  try {
    return containerSettings({
      image,
      memoryGb,
      acceptEula,
      sqlVersion,
      sqlEdition,
      sqlMedia,
      sqlAssemblies,
      windows,
      isolation,
    });
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const wrong = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
    throw new UsageError('CONTAINER_SETTINGS', `of the container: ${wrong}`);
  }
}
