import type { Command } from 'commander';
import type { Signer } from '../../../reports/certificate/ed25519.js';
import { somePath } from '../option-values.js';
import { KEY_VARIABLE, signerFrom, signerOfPem } from './key-files.js';

export interface KeyFlag {
  readonly key?: string;
}

export function addKeyOption(command: Command): Command {
  return command.option(
    '--key <file>',
    `sign a certificate with this Ed25519 private key (PEM; or the key itself in ${KEY_VARIABLE}); see keys`,
    somePath,
  );
}

/**
 * Who signs, if anybody is to.
 * @param fromEnvironment the key in the environment; a file that is named goes before it.
 * @throws UsageError as signerFrom
 */
export async function signerAsked(
  { key }: KeyFlag,
  fromEnvironment: string | undefined,
): Promise<Signer | undefined> {
  if (key !== undefined) return signerFrom(key);
  return fromEnvironment === undefined ? undefined : signerOfPem(fromEnvironment, KEY_VARIABLE);
}

/**
 * The key in the environment, which it is taken out of: what the kit starts, above all a vendor's client, inherits the rest.
 * Empty is as good as none, as CI gives a secret that there is not.
 */
export function takeKeyFrom(environment: NodeJS.ProcessEnv): string | undefined {
  const key = environment[KEY_VARIABLE];
  Reflect.deleteProperty(environment, KEY_VARIABLE);
  return key === undefined || key.trim() === '' ? undefined : key;
}
