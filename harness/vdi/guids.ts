/**
 * Class and interface ids, as the public VDI header has them; text form without braces, lower case.
 */
export const IID = {
  IUnknown: '00000000-0000-0000-c000-000000000046',
  IClassFactory: '00000001-0000-0000-c000-000000000046',
  IServerVirtualDevice: 'b5e7a131-a7bd-11d1-84c2-00c04fc21759',
  IServerVirtualDeviceSet: 'b5e7a132-a7bd-11d1-84c2-00c04fc21759',
  IServerVirtualDeviceSet2: 'aecbd0d6-24c6-11d3-85b7-00c04fc21759',
  IClientVirtualDevice: '40700424-0080-11d2-851f-00c04fc21759',
  IClientVirtualDeviceSet: '40700425-0080-11d2-851f-00c04fc21759',
  IClientVirtualDeviceSet2: 'd0e6eb07-7a62-11d2-8573-00c04fc21759',
} as const;

/** The two in-process classes; each shares its id with the first version of its interface. */
export const CLSID = {
  serverSet: IID.IServerVirtualDeviceSet,
  clientSet: IID.IClientVirtualDeviceSet,
} as const;

export const GUID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The 16 bytes of a GUID as they lie in memory: the first three groups little-endian, the rest in order. */
export function guidBytes(text: string): Buffer {
  if (!GUID_PATTERN.test(text)) throw new TypeError(`not a GUID: ${text}`);
  const bytes = Buffer.from(text.replaceAll('-', ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}
