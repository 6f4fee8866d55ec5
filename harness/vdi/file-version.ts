import koffi from 'koffi';

/** VS_FIXEDFILEINFO begins with this. */
const SIGNATURE = 0xfeef04bd;

/** The version in a file's version resource, as Windows shows it (`2019.150.2000.5`); null: it has none. */
export function fileVersion(file: string): string | null {
  const version = koffi.load('version.dll');
  const size = version.func('uint32 GetFileVersionInfoSizeW(str16 file, void *handle)')(file, null) as number;
  if (size === 0) return null;
  const resource = Buffer.alloc(size);
  const got = version.func(
    'int GetFileVersionInfoW(str16 file, uint32 handle, uint32 bytes, void *resource)',
  )(file, 0, size, resource) as number;
  const at = got === 0 ? -1 : resource.indexOf(signatureBytes());
  if (at < 0) return null;
  const high = resource.readUInt32LE(at + 8);
  const low = resource.readUInt32LE(at + 12);
  return [high >>> 16, high & 0xffff, low >>> 16, low & 0xffff].join('.');
}

function signatureBytes(): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(SIGNATURE);
  return bytes;
}
