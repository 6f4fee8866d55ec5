import type { Socket } from 'node:net';

/** Resolves when a socket can take more without keeping it in memory, when it is closed, or when the signal is aborted. */
export async function roomOf(socket: Socket, signal: AbortSignal): Promise<void> {
  if (!socket.writableNeedDrain || socket.destroyed || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      socket.off('drain', done);
      socket.off('close', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
    signal.addEventListener('abort', done);
  });
}
