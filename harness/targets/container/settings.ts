import { z } from 'zod';

/** In bytes. */
export const GB = 1024 ** 3;

/** The images that the kit can build: SQL Server on Windows, and the reference on a Linux that has Wine. */
export const IMAGE_NAMES = ['sql-server', 'linux-wine'] as const;
export const SQL_VERSIONS = ['2019', '2022', '2025'] as const;
export const SQL_EDITIONS = ['Developer', 'Express'] as const;
export const WINDOWS_BASES = ['ltsc2019', 'ltsc2022', 'ltsc2025'] as const;
export const ISOLATIONS = ['default', 'process', 'hyperv'] as const;

/** What is chosen of a container. All but `image` and `memoryGb` is about the image `sql-server`. */
export const containerSettingsSchema = z.strictObject({
  image: z.enum(IMAGE_NAMES).default('sql-server'),
  /** Whether the user accepts the licence of SQL Server and of Windows' base image. Nobody else can. */
  acceptEula: z.boolean().default(false),
  sqlVersion: z.enum(SQL_VERSIONS).default('2022'),
  sqlEdition: z.enum(SQL_EDITIONS).default('Developer'),
  /** Where the image's build gets SQL Server's set-up from; left out: Microsoft's address of that version. */
  sqlMedia: z.url({ protocol: /^https?$/ }).optional(),
  /** Folder of .NET assemblies that the set-up misses; left out: none. See images/sql-server/assemblies. */
  sqlAssemblies: z.string().min(1).optional(),
  /** Tag of Windows' Server Core. With isolation `process` the engine's own Windows has to run it: see windows-build.ts. */
  windows: z.enum(WINDOWS_BASES).default('ltsc2022'),
  /** `default`: the engine's own, which is `process` on Windows Server and `hyperv` on Windows 10 and 11. */
  isolation: z.enum(ISOLATIONS).default('default'),
  /** Of the container, GB. SQL Server's set-up refuses less than 2, and Hyper-V gives 1 unless told. */
  memoryGb: z.number().min(2).max(1_024).default(4),
});

export type ContainerSettings = z.infer<typeof containerSettingsSchema>;

/** `Y` in it says the same as the flag --accept-eula. */
export const EULA_VARIABLE = 'VDI_CONFORMANCE_ACCEPT_EULA';

/** What was asked for and, for the licence, the environment. @throws ZodError for what is no such setting. */
export function containerSettings(
  asked: z.input<typeof containerSettingsSchema> = {},
  environment: NodeJS.ProcessEnv = process.env,
): ContainerSettings {
  const acceptEula = asked.acceptEula === true || environment[EULA_VARIABLE] === 'Y';
  return containerSettingsSchema.parse({ ...asked, acceptEula });
}
