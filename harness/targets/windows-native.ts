import path from 'node:path';
import { PACKAGE_ROOT } from '../kit-package.js';

export const WINDOWS_PLATFORM = 'win32-x64';
const FOLDER = path.join(PACKAGE_ROOT, 'dist', 'native', WINDOWS_PLATFORM);

/** As LINUX_CLIENT. */
export const WINDOWS_CLIENT = path.join(FOLDER, 'vdi_client.exe');

/** The native parts of the kit for Windows. */
export const WINDOWS_NATIVE = {
  reference: path.join(FOLDER, 'vdi_reference.dll'),
  faulty: path.join(FOLDER, 'vdi_faulty.dll'),
  recorder: path.join(FOLDER, 'vdi_recorder.dll'),
  /** Stands before somebody's library, and records. */
  recording: path.join(FOLDER, 'vdi_recording.dll'),
};
