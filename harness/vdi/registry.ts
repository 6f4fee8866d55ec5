import koffi from 'koffi';

/** Windows' registry, as far as it is read here. Roles and the probe of a library only. */
export type Hive = 'machine' | 'user' | 'classes';

/** HKEY_LOCAL_MACHINE, HKEY_CURRENT_USER, and HKEY_CLASSES_ROOT, which shows the classes of both. */
const ROOT: Readonly<Record<Hive, number>> = { machine: 0x80000002, user: 0x80000001, classes: 0x80000000 };

/** RRF_RT_REG_SZ: a string, with variables of the environment in it replaced. */
const REPLACED = 0x2;
/** The same as it stands there: RRF_RT_REG_EXPAND_SZ | RRF_NOEXPAND. */
const AS_WRITTEN = 0x2 | 0x4 | 0x1000_0000;

const VALUE_BYTES = 65_536;
const NAME_UNITS = 16_384;
const QUERY_VALUE = 1;

/** A text in the registry; null: there is none. @param name of the value; null: the key's own. */
export function registryText(
  hive: Hive,
  key: string,
  name: string | null,
  how: 'as-written' | 'replaced' = 'as-written',
): string | null {
  const value = Buffer.alloc(VALUE_BYTES);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(VALUE_BYTES);
  const get = advapi32().func(
    'int32 RegGetValueW(uint64 root, str16 key, str16 name, uint32 kinds, void *kind, void *value, void *bytes)',
  );
  const kinds = how === 'replaced' ? REPLACED : AS_WRITTEN;
  if (get(rootOf(hive), key, name, kinds, null, value, bytes) !== 0) return null;
  const text = value.toString('utf16le', 0, bytes.readUInt32LE());
  return text.includes('\0') ? text.slice(0, text.indexOf('\0')) : text;
}

/** Names of the values of a key; none when there is no such key. */
export function registryNames(hive: Hive, key: string): string[] {
  const opened = Buffer.alloc(8);
  const open = advapi32().func(
    'int32 RegOpenKeyExW(uint64 root, str16 key, uint32 options, uint32 access, void *opened)',
  );
  if (open(rootOf(hive), key, 0, QUERY_VALUE, opened) !== 0) return [];
  const handle = opened.readBigUInt64LE();
  try {
    return [...namesOf(handle)];
  } finally {
    advapi32().func('int32 RegCloseKey(uint64 key)')(handle);
  }
}

function* namesOf(key: bigint): Generator<string> {
  const enumerate = advapi32().func(
    'int32 RegEnumValueW(uint64 key, uint32 index, void *name, void *units, void *reserved, void *kind, void *value, void *bytes)',
  );
  const name = Buffer.alloc(NAME_UNITS * 2);
  const units = Buffer.alloc(4);
  for (let index = 0; ; index++) {
    units.writeUInt32LE(NAME_UNITS);
    if (enumerate(key, index, name, units, null, null, null, null) !== 0) return;
    yield name.toString('utf16le', 0, units.readUInt32LE() * 2);
  }
}

function advapi32(): ReturnType<typeof koffi.load> {
  return koffi.load('advapi32.dll');
}

/** The roots are sign-extended 32-bit numbers. */
function rootOf(hive: Hive): bigint {
  return BigInt.asUintN(64, BigInt.asIntN(32, BigInt(ROOT[hive])));
}
