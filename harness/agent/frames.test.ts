import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { Frames } from './frames.js';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Two ends of a connection over the loopback: raw bytes on one, frames on the other. */
async function connected(maxBytes: number): Promise<{ raw: Socket; frames: Frames }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const raw = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [socket] = (await once(server, 'connection')) as [Socket];
  closing.push(() => {
    raw.destroy();
    socket.destroy();
    server.close();
  });
  return { raw, frames: new Frames(socket, maxBytes) };
}

function received(frames: Frames, count: number): Promise<unknown[]> {
  const got: unknown[] = [];
  return new Promise((resolve) => {
    frames.onFrame = (frame) => {
      if (got.push(frame) === count) resolve(got);
    };
  });
}

function broken(frames: Frames): Promise<{ why: string; excerpt: string; bytes: number }> {
  return new Promise((resolve) => {
    frames.onBroken = (why, excerpt, bytes) => {
      resolve({ why, excerpt, bytes });
    };
  });
}

describe('frames', () => {
  test('several in one chunk come one by one, in order', async () => {
    const { raw, frames } = await connected(100);
    const got = received(frames, 3);
    raw.write('{"a":1}\n[2]\n"drei"\n');
    expect(await got).toEqual([{ a: 1 }, [2], 'drei']);
  });

  test('one in many chunks comes whole, even when a character is cut in two', async () => {
    const { raw, frames } = await connected(100);
    const got = received(frames, 1);
    for (const byte of Buffer.from('"Größe ☃"\n')) {
      raw.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await got).toEqual(['Größe ☃']);
  });

  test('what is sent is taken by the other end', async () => {
    const { raw, frames } = await connected(100);
    const other = new Frames(raw, 100);
    const got = received(other, 1);
    frames.send({ text: 'two\nlines' });
    expect(await got).toEqual([{ text: 'two\nlines' }]);
  });

  test('a frame of exactly the bound passes, one byte more breaks the connection', async () => {
    const passes = await connected(10);
    const got = received(passes.frames, 1);
    passes.raw.write(`"${'x'.repeat(8)}"\n`);
    expect(await got).toEqual(['xxxxxxxx']);

    const breaks = await connected(10);
    const why = broken(breaks.frames);
    breaks.raw.write(`"${'x'.repeat(9)}"\n`);
    expect(await why).toMatchObject({ why: 'a frame is too long', bytes: 12 - 1 });
  });

  test('a line that never ends is cut off at the bound, not kept', async () => {
    const { raw, frames } = await connected(1_000);
    const why = broken(frames);
    const closed = once(raw, 'close');
    raw.on('error', () => undefined);
    raw.write('x'.repeat(5_000));
    expect((await why).why).toBe('a frame is too long');
    await closed;
  });

  test('what is not JSON breaks the connection, and is kept as evidence', async () => {
    const { raw, frames } = await connected(100);
    const why = broken(frames);
    raw.write('Segmentation fault\n');
    expect(await why).toEqual({ why: 'a frame is not JSON', excerpt: 'Segmentation fault', bytes: 18 });
  });
});
