import { open, type FileHandle } from 'node:fs/promises';
import { COMPLETION } from '../../vdi/codes.js';

/** With what a command is completed. */
export interface Done {
  readonly code: number;
  readonly bytes: number;
}

/** The file of a device: what it was sent, in the order in which it came. */
export class Medium {
  /** Bytes from the beginning at which the next transfer takes place. */
  position = 0;
  /** What went wrong first; null: nothing. */
  why: string | null = null;

  private constructor(
    private readonly file: FileHandle,
    private readonly reading: boolean,
  ) {}

  /** One for a backup is emptied. @throws the system's error. */
  static async open(path: string, direction: 'backup' | 'restore'): Promise<Medium> {
    const reading = direction === 'restore';
    return new Medium(await open(path, reading ? 'r' : 'w'), reading);
  }

  async write(data: Buffer): Promise<Done> {
    let done = 0;
    try {
      while (done < data.length) {
        const { bytesWritten } = await this.file.write(data, done, data.length - done, this.position);
        done += bytesWritten;
        this.position += bytesWritten;
      }
    } catch (error) {
      return this.#failed(error, done);
    }
    return { code: COMPLETION.ERROR_SUCCESS, bytes: done };
  }

  async read(into: Buffer): Promise<Done> {
    let done = 0;
    try {
      while (done < into.length) {
        const { bytesRead } = await this.file.read(into, done, into.length - done, this.position);
        if (bytesRead === 0) return { code: COMPLETION.ERROR_HANDLE_EOF, bytes: done };
        done += bytesRead;
        this.position += bytesRead;
      }
    } catch (error) {
      return this.#failed(error, done);
    }
    return { code: COMPLETION.ERROR_SUCCESS, bytes: done };
  }

  /** What was written is on the disk afterwards. */
  async flush(): Promise<Done> {
    if (this.reading) return { code: COMPLETION.ERROR_SUCCESS, bytes: 0 };
    try {
      await this.file.sync();
    } catch (error) {
      return this.#failed(error, 0);
    }
    return { code: COMPLETION.ERROR_SUCCESS, bytes: 0 };
  }

  /** With the file's last word: what is not stored was not backed up. */
  async close(): Promise<void> {
    await this.flush();
    try {
      await this.file.close();
    } catch (error) {
      this.#failed(error, 0);
    }
  }

  #failed(error: unknown, bytes: number): Done {
    const { code, message } = error as NodeJS.ErrnoException;
    this.why ??= `the medium: ${message}`;
    return { code: code === 'ENOSPC' ? COMPLETION.ERROR_DISK_FULL : COMPLETION.ERROR_IO_DEVICE, bytes };
  }
}
