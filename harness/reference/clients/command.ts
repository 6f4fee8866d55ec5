import { COMMAND, COMPLETION } from '../../vdi/codes.js';
import { bytesAt } from '../../vdi/memory.js';
import type { NativeAnswer } from '../../vdi/native-call.js';
import type { Done, Medium } from './medium.js';

/** A command as GetCommand gives it. */
export interface Command {
  /** Its address: by which it is completed. */
  readonly command: string;
  readonly commandCode: number;
  readonly size: number;
  readonly buffer: string | null;
}

export function commandOf({ results }: NativeAnswer): Command {
  return results as unknown as Command;
}

const DONE: Done = { code: COMPLETION.ERROR_SUCCESS, bytes: 0 };
const STAMP = 0xc5;

/** @param prefixZone bytes before each buffer that are the client's own. */
export async function execute(
  { commandCode, size, buffer }: Command,
  medium: Medium,
  prefixZone: number,
): Promise<Done> {
  switch (commandCode) {
    case COMMAND.Write:
    case COMMAND.Read: {
      // Nothing to move is nothing that could fail.
      if (size === 0) return DONE;
      if (buffer === null) return { code: COMPLETION.ERROR_IO_DEVICE, bytes: 0 };
      const address = BigInt(buffer);
      if (prefixZone > 0) bytesAt(address - BigInt(prefixZone), prefixZone).fill(STAMP);
      const data = bytesAt(address, size);
      return commandCode === COMMAND.Write ? medium.write(data) : medium.read(data);
    }
    case COMMAND.Flush:
      return medium.flush();
    case COMMAND.Rewind:
      medium.position = 0;
      return DONE;
    case COMMAND.ClearError:
    case COMMAND.GetPosition:
      return DONE;
    default:
      return { code: COMPLETION.ERROR_NOT_SUPPORTED, bytes: 0 };
  }
}
