/**
 * What a client of SQL Server on Linux is compiled to ask for, as facts of the public header: `vdi.h` of
 * `microsoft/sql-server-samples`, folder `samples/features/sqlvdi-linux` (blob 8c59354723ac), seen by g++ 12 on x64. The names are those
 * that the Itanium C++ ABI gives to the members of its two classes; `char *`, `time_t` (a long) and fixed widths are in them.
 */

/** All that a client can call, and so all that the library has to export. */
export const LINUX_SYMBOLS = [
  '_ZN19ClientVirtualDevice10GetCommandElPP11VDC_Command',
  '_ZN19ClientVirtualDevice15CompleteCommandEP11VDC_Commandiml',
  // A constructor and a destructor have two names each: of a whole object, and of what a class is derived from.
  ...['C1', 'C2', 'D1', 'D2'].map((which) => `_ZN19ClientVirtualDevice${which}Ev`),
  '_ZN22ClientVirtualDeviceSet10OpenDeviceEPcPP19ClientVirtualDevice',
  '_ZN22ClientVirtualDeviceSet11SignalAbortEv',
  '_ZN22ClientVirtualDeviceSet15GetBufferHandleEPhPj',
  '_ZN22ClientVirtualDeviceSet15MapBufferHandleEiPPh',
  '_ZN22ClientVirtualDeviceSet15OpenInSecondaryEPc',
  '_ZN22ClientVirtualDeviceSet16GetConfigurationElP8VDConfig',
  '_ZN22ClientVirtualDeviceSet20RegisterDeviceClosedEv',
  '_ZN22ClientVirtualDeviceSet5CloseEv',
  '_ZN22ClientVirtualDeviceSet6CreateEPcP8VDConfig',
  ...['C1', 'C2', 'D1', 'D2'].map((which) => `_ZN22ClientVirtualDeviceSet${which}Ev`),
];

/** Sizes of what a client allocates or is given, and where its fields are, in bytes. */
export const LINUX_LAYOUT: Readonly<Record<string, number>> = {
  ClientVirtualDevice: 8,
  ClientVirtualDeviceSet: 8,
  VDConfig: 44,
  'VDConfig.deviceCount': 0,
  'VDConfig.features': 4,
  'VDConfig.prefixZoneSize': 8,
  'VDConfig.alignment': 12,
  'VDConfig.softFileMarkBlockSize': 16,
  'VDConfig.EOMWarningSize': 20,
  'VDConfig.serverTimeOut': 24,
  'VDConfig.blockSize': 28,
  'VDConfig.maxIODepth': 32,
  'VDConfig.maxTransferSize': 36,
  'VDConfig.bufferAreaSize': 40,
  VDC_Command: 24,
  'VDC_Command.commandCode': 0,
  'VDC_Command.size': 4,
  'VDC_Command.position': 8,
  'VDC_Command.buffer': 16,
};
