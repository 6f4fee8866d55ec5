import { availableParallelism } from 'node:os';
import { findTarget } from '../cli/find-target.js';
import { DEFAULT_TARGET, TARGETS } from '../targets/catalogue.js';
import { benchCertify } from './certify-against-bare.js';
import { benchClose } from './close-outstanding.js';
import { benchDataPath } from './data-path/data-path.js';

/** `npm run bench`: what a certification costs, what Close costs with commands outstanding, and what a backup gets through. */
function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

print(`Node ${process.version}, ${process.platform}-${process.arch}, ${availableParallelism()} cores\n`);
print('certify (all rules, embedded) against bare Node processes');
await benchCertify(print);
print('\nClose with N commands outstanding, one device');
await benchClose(findTarget(TARGETS, DEFAULT_TARGET), print);
print('\nA backup of 512 MB: client over koffi, client of C++, and a plain copy');
await benchDataPath(print);
