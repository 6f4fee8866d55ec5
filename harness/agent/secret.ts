import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import { FRAME_BYTES, Frames, STRANGER_FRAME_BYTES } from './frames.js';
import type { GateHello, RecordingHello } from './programs/protocol.js';
import type { Hello, Refusal } from './protocol.js';

/** 256 random bits, in hex. */
export function newSecret(): string {
  return randomBytes(32).toString('hex');
}

/** The secret with which the server's processes record: who knows the agent's knows it, and not the other way round. */
export function serverRecordingSecret(secret: string): string {
  return createHmac('sha256', secret).update('recordings of the server').digest('hex');
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
  isKnown: (hello: AnyHello) => boolean,
  limitMs: number,
  onHello: (hello: AnyHello, frames: Frames) => void,
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
    if (!isKnown(frame)) {
      const refusal: Refusal = { refused: true };
      frames.send(refusal);
      socket.destroySoon();
      return;
    }
    frames.maxBytes = FRAME_BYTES;
    onHello(frame, frames);
  };
}

/** Whoever may connect to an agent. */
export type AnyHello = Hello | RecordingHello | GateHello;

function isHello(frame: unknown): frame is AnyHello {
  if (typeof frame !== 'object' || frame === null) return false;
  const { as, secret, pid, end } = frame as Partial<Record<keyof Hello | 'end', unknown>>;
  if (typeof secret !== 'string') return false;
  if (as === 'recording') return typeof pid === 'number' && (end === 'client' || end === 'server');
  if (as === 'gate') return typeof pid === 'number';
  return (
    (as === 'starter' || as === 'session' || as === 'role') && (pid === undefined || typeof pid === 'number')
  );
}
