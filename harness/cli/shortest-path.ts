import path from 'node:path';

/** A file as seen from the working folder if it lies below it, else its absolute path: for the terminal alone. */
export function shortestPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}
