/**
 * Where the documents contradict each other or are silent, and what the model takes for right. The tables'
 * cells and the steps follow these.
 */
export const READINGS: readonly { readonly where: string; readonly reading: string }[] = [
  {
    where:
      "the server's BeginConfiguration, EndConfiguration, RequestBuffers, QueryAvailableBuffers after an abort",
    reading: 'VD_E_PROTOCOL (table) or VD_E_ABORT (pages)',
  },
  {
    where: "the server's OpenDevice when all devices are open",
    reading: 'VD_E_OPEN (page), not VD_E_PROTOCOL (table)',
  },
  {
    where: "the client's OpenDevice when all devices are open",
    reading: 'VD_E_OPEN or VD_E_PROTOCOL (table)',
  },
  { where: 'CloseDevice of a closed device', reading: 'VD_E_CLOSE (page), not NOERROR (table)' },
  { where: "the server's Close with devices open", reading: 'VD_E_PROTOCOL (page), not NOERROR (table)' },
  { where: "the client's Close with devices open", reading: 'VD_E_OPEN (page), not NOERROR (table)' },
  { where: 'Close after an abort, devices never closed', reading: 'NOERROR' },
  {
    where: "the client's GetCommand before all devices are open",
    reading:
      'VD_E_PROTOCOL (table) or VD_E_TIMEOUT (page). It is called only where nothing waits: else the choice would decide all that follows',
  },
  {
    where: "the client's GetCommand on a device of whose end it was told",
    reading: 'VD_E_PROTOCOL (table) or VD_E_CLOSE (page)',
  },
  {
    where: "the client's CompleteCommand before all devices are open",
    reading: 'any failure: the table says VD_E_PROTOCOL, but there can be no command to complete',
  },
  { where: 'SendCommand to a device in error', reading: 'any failure, and a callback with ERROR_IO_DEVICE' },
  {
    where: 'CloseDevice with commands outstanding (silent)',
    reading:
      'they are called back with ERROR_OPERATION_ABORTED; what the client still completes may answer anything',
  },
  {
    where: "the agent's end",
    reading: 'at the latest at Close or abort; after the last CloseDevice at any time',
  },
  {
    where: 'device pointers after Close (silent: they are invalid)',
    reading: 'any failure; a command that is sent is called back',
  },
  { where: 'Open where no set waits to be served', reading: 'any failure' },
  {
    where: 'a command that was completed before, or never taken, is completed (silent)',
    reading: 'any failure',
  },
];
