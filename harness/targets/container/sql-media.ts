import type { ContainerSettings } from './settings.js';

const MICROSOFT = 'https://download.microsoft.com/download';

/**
 * Where Microsoft has the set-up of a version and edition: the package, or a small program that fetches it. Others have used these
 * addresses; the kit never fetched from them. The image's build refuses what turns out to be of another version.
 */
const MEDIA: Readonly<
  Record<ContainerSettings['sqlVersion'], Readonly<Record<ContainerSettings['sqlEdition'], string>>>
> = {
  2019: {
    Developer: `${MICROSOFT}/8/4/c/84c6c430-e0f5-476d-bf43-eaaa222a72e0/SQLServer2019-DEV-x64-ENU.exe`,
    Express: `${MICROSOFT}/7/f/8/7f8a9c43-8c8a-4f7c-9f92-83c18d96b681/SQL2019-SSEI-Expr.exe`,
  },
  2022: {
    Developer: `${MICROSOFT}/3/8/d/38de7036-2433-4207-8eae-06e247e17b25/SQLServer2022-DEV-x64-ENU.exe`,
    Express: `${MICROSOFT}/5/1/4/5145fe04-4d30-4b85-b0d1-39533663a2f1/SQL2022-SSEI-Expr.exe`,
  },
  2025: {
    // Enterprise Developer. It leads to whatever Microsoft offers as such.
    Developer: 'https://go.microsoft.com/fwlink/?linkid=2344711',
    Express: `${MICROSOFT}/7ab8f535-7eb8-4b16-82eb-eca0fa2d38f3/SQL2025-SSEI-Expr.exe`,
  },
};

export function mediaOf({ sqlVersion, sqlEdition }: ContainerSettings): string {
  return MEDIA[sqlVersion][sqlEdition];
}
