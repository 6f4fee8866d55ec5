import { spawn } from 'node:child_process';

/** Runs Node with these arguments to its end. @returns what it printed. @throws Error on another exit code than 0. */
export function runNode(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(printed);
      else reject(new Error(`node ${args.join(' ')} ended with exit code ${code ?? 'none'}`));
    });
  });
}

/** Starts `count` Node processes that do nothing, `atOnce` at a time, and waits for the last to end. */
export async function runBareNodes(count: number, atOnce: number): Promise<void> {
  let left = count;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await runNode(['-e', '0']);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
