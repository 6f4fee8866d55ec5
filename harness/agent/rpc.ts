import { createBirpc, type BirpcReturn } from 'birpc';
import { KitError } from '../errors/kit-error.js';
import type { Frames } from './frames.js';

/** An error on the wire: JSON has no form for it, and its code must survive. */
interface ErrorFrame {
  readonly code: string;
  readonly message: string;
}

function errorFrame(error: unknown): ErrorFrame {
  if (error instanceof KitError) return { code: error.code, message: error.message };
  return { code: 'UNEXPECTED', message: error instanceof Error ? error.message : String(error) };
}

/**
 * Remote calls both ways over frames (birpc). Time limits are the callers', by name, so birpc's own are off.
 * A peer that sends frames which are no calls or answers breaks the protocol: `onBroken`.
 */
export function rpcOver<Remote extends object, Local extends object>(
  frames: Frames,
  local: Local,
): BirpcReturn<Remote, Local, false> {
  const rpc = createBirpc<Remote, Local, false>(local, {
    proxify: false,
    bind: 'functions',
    timeout: -1,
    post: (message: Message) => {
      frames.send(message.e === undefined ? message : { ...message, e: errorFrame(message.e) });
    },
    on: (receive) => {
      frames.onFrame = (frame) => {
        if (isMessage(frame)) receive(frame.e === undefined ? frame : { ...frame, e: errorOf(frame.e) });
        else frames.breakOff('a frame is no call and no answer', JSON.stringify(frame));
      };
    },
  });
  frames.socket.once('close', () => {
    rpc.$close(new KitError('CONNECTION_LOST', 'the connection ended'));
  });
  return rpc;
}

interface Message {
  readonly t: 'q' | 's';
  readonly e?: unknown;
}

function isMessage(frame: unknown): frame is Message & { m: string } {
  if (typeof frame !== 'object' || frame === null || !('t' in frame)) return false;
  if (frame.t === 's') return 'i' in frame;
  return frame.t === 'q' && 'm' in frame && 'a' in frame && Array.isArray(frame.a);
}

function errorOf(frame: unknown): KitError {
  const { code, message } = frame as Partial<ErrorFrame>;
  return new KitError(String(code), String(message));
}
