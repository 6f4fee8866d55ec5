// @ts-check
/**
 * Fuzzes what an end finds in shared memory and hears on the set's socket, under ASan and UBSan.
 *
 *     node harness/reference/fuzz.mjs [--runs N] [--seed N] [--save FOLDER] [--hang-after SECONDS] [FILE ...]
 *     node harness/reference/fuzz.mjs --plain [--weak] ...     without a sanitizer; a library with a weakness
 *
 * The other arguments are those of native/fuzz/driver.cpp. Exit code 0: no input crashed, hung or read outside.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const asked = process.argv.slice(2);
const plain = asked.includes('--plain');
const weak = asked.includes('--weak');

const build = [join(here, 'build.mjs'), '--fuzz', ...(plain ? [] : ['--sanitizer', 'address'])];
const built = spawnSync(process.execPath, build, { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

const place = `${process.platform}-${process.arch}${plain ? '' : '-address'}`;
const program = join(resolve(here, '..', '..'), 'dist', 'native', place, weak ? 'vdi_fuzz_weak' : 'vdi_fuzz');
const rest = asked.filter((each) => each !== '--plain' && each !== '--weak');
const fuzzed = spawnSync(program, rest, { stdio: 'inherit' });
process.exitCode = fuzzed.status ?? 1;
