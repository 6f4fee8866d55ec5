import { CLSID } from './guids.js';
import type { RoleClass } from './library.js';
import { registryText } from './registry.js';

/** How one of VDI's classes is registered with Windows. */
export interface RegisteredClass {
  readonly class: RoleClass;
  /** For whom: a user's registration goes before the machine's, but not in processes with raised rights. */
  readonly hive: 'machine' | 'user';
  /** As it stands there. */
  readonly inprocServer32: string;
  readonly threadingModel: string | null;
}

export const CLASS_ID: Readonly<Record<RoleClass, string>> = {
  server: CLSID.serverSet,
  client: CLSID.clientSet,
};
const CLASSES = ['server', 'client'] as const;

/** Every registration of VDI's classes, for this user and for the machine. */
export function registeredClasses(): RegisteredClass[] {
  return CLASSES.flatMap((of) =>
    (['user', 'machine'] as const).flatMap((hive) => {
      const key = `Software\\Classes\\${serverKey(of)}`;
      const inprocServer32 = registryText(hive, key, null);
      if (inprocServer32 === null) return [];
      return [{ class: of, hive, inprocServer32, threadingModel: registryText(hive, key, 'ThreadingModel') }];
    }),
  );
}

/** The file that is registered for a class, as COM looks it up; null: none is. */
export function registeredFile(of: RoleClass): string | null {
  return registryText('classes', serverKey(of), null, 'replaced')?.replaceAll('"', '') ?? null;
}

function serverKey(of: RoleClass): string {
  return `CLSID\\{${CLASS_ID[of]}}\\InprocServer32`;
}
