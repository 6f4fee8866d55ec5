import type { Command } from 'commander';
import type { TextStream } from '../../../reports/terminal/style.js';
import { langOption } from '../lang-option.js';
import { collect, somePath } from '../option-values.js';
import type { World } from '../world.js';
import { makeKeys, type KeysOptions } from './keys-command.js';
import { verify, type VerifyOptions } from './verify-command.js';

const VERIFY_EXIT_CODES = `
The public key has to come from the signer by another way than the certificate: nothing in a certificate can vouch for it.

Exit codes:
  0  genuine, and it certifies conformance
  1  something was altered, or it is signed by no key that was given; or it is genuine, and states that the run was not conformant
  2  usage: no public key, no such file, or no page of the documentation in --docs
  4  genuine, and states that the run was inconclusive; or it is by other rules and judges than this kit has, so that it cannot be judged again here

A warning that the documentation changed (--docs) does not change the exit code.`;

/** The commands round certificates: `keys` and `verify`. */
export function defineCertificateCommands(
  program: Command,
  world: World,
  out: TextStream,
  end: (exitCode: number) => void,
): void {
  program
    .command('keys')
    .description('make an Ed25519 key pair that signs certificates, and tell its ID')
    .option('-o, --out <place>', 'a folder, or a file for the private key that ends in .pem', somePath)
    .option('--force', 'write over keys of the same names', false)
    .action(async (options: KeysOptions) => {
      await makeKeys(options, out);
    });
  program
    .command('verify')
    .description('check a certificate: its signature, and with histories its findings, judged again')
    .argument('<certificate>', 'the file, certificate.json')
    .option(
      '--public-key <file>',
      "the signer's public key (PEM); may be repeated, and every signature has to be by one of them",
      collect,
      [],
    )
    .option('--histories <dir>', "the run's output folder: its histories are judged again", somePath)
    .option(
      '--docs <dir>',
      'the published pages as they are now: warn of sentences that the certificate rests on and that changed',
      somePath,
    )
    .option('--json', 'print one JSON document on standard output, and nothing else there', false)
    .addOption(langOption())
    .addHelpText('after', VERIFY_EXIT_CODES)
    .action(async (file: string, options: VerifyOptions) => {
      end(await verify(file, options, world, out));
    });
}
