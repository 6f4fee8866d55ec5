import path from 'node:path';
import { PACKAGE_ROOT } from '../kit-package.js';

export const LINUX_PLATFORM = `${process.platform}-${process.arch}`;
const FOLDER = path.join(PACKAGE_ROOT, 'dist', 'native', LINUX_PLATFORM);

/** The client of our own, which only a checkout has, and only when it was asked for: `build.mjs --clients`. */
export const LINUX_CLIENT = path.join(FOLDER, 'vdi_client');

/** The native parts of the kit for this Linux. */
export const LINUX_NATIVE = {
  reference: path.join(FOLDER, 'libvdi_reference.so'),
  faulty: path.join(FOLDER, 'libvdi_faulty.so'),
  recorder: path.join(FOLDER, 'libvdi_recorder.so'),
  /** Stands before somebody's library, and records. */
  recording: path.join(FOLDER, 'libvdi_recording.so'),
  /** The reference for clients that link the library of SQL Server on Linux. */
  vendor: path.join(FOLDER, 'libsqlvdi.so'),
};
