import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import { FRAME_BYTES, Frames, STRANGER_FRAME_BYTES } from './frames.js';
import type { Hello, Refusal } from './protocol.js';

/** 256 random bits, in hex. */
export function newSecret(): string {
  return randomBytes(32).toString('hex');
}

/** Compares in constant time, whatever the lengths. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/**
 * Takes the first frame of a connection. A stranger gets `limitMs` and a short frame for it; one that is late
 * or babbles is cut off without an answer, one that has not the secret for what it wants to be is told so.
 */
export function receiveHello(
  socket: Socket,
  secretFor: (as: Hello['as']) => string,
  limitMs: number,
  onHello: (hello: Hello, frames: Frames) => void,
): void {
  const frames = new Frames(socket, STRANGER_FRAME_BYTES);
  const tooLate = setTimeout(() => socket.destroy(), limitMs);
  socket.once('close', () => {
    clearTimeout(tooLate);
  });
  frames.onFrame = (frame) => {
    clearTimeout(tooLate);
    if (!isHello(frame)) {
      socket.destroy();
      return;
    }
    if (!sameSecret(frame.secret, secretFor(frame.as))) {
      const refusal: Refusal = { refused: true };
      frames.send(refusal);
      socket.destroySoon();
      return;
    }
    frames.maxBytes = FRAME_BYTES;
    onHello(frame, frames);
  };
}

function isHello(frame: unknown): frame is Hello {
  if (typeof frame !== 'object' || frame === null) return false;
  const { as, secret, pid } = frame as Partial<Record<keyof Hello, unknown>>;
  return (
    (as === 'starter' || as === 'session' || as === 'role') &&
    typeof secret === 'string' &&
    (pid === undefined || typeof pid === 'number')
  );
}
