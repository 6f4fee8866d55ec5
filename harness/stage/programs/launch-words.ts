import path from 'node:path';
import { expandCommand, type LaunchCommand } from '../../client-program/placeholders.js';
import { toldWord } from '../../client-program/told-word.js';
import type { EventOf } from '../../history/history.js';
import { pathInTarget, type ClientPlace } from '../../targets/client-place.js';
import type { TargetSqlServer } from '../../targets/target.js';
import type { CaseFolder } from './case-folder.js';
import type { ProgramRun } from './client-program.js';

export interface LaunchFacts {
  readonly place: ClientPlace;
  readonly folder: CaseFolder;
  /** Where the case's backups are asked for. */
  readonly server: () => TargetSqlServer;
  readonly instance: string | null;
}

/** What a client is started with, in the target's words; and what of that may be told. */
export class LaunchWords {
  constructor(private readonly facts: LaunchFacts) {}

  /** @throws UsageError for a placeholder that there is not. */
  command({ direction, devices, medium, database }: ProgramRun): LaunchCommand {
    const { place, folder, instance } = this.facts;
    const server = this.facts.server();
    const [set = ''] = devices;
    const filled = expandCommand(place.config, {
      set,
      devices: devices.join(','),
      'device-count': String(devices.length),
      database: database ?? server.backedUp,
      instance: instance ?? '',
      server: server.host,
      port: String(server.port),
      user: server.user,
      'password-file': pathInTarget(place, folder.passwordFile(server.password)),
      direction,
      file: medium.path,
      library: place.library,
    });
    return { ...filled, env: { ...place.env, ...filled.env } };
  }

  /** As the configuration has it: placeholders are not filled in, and what may be a secret or a folder is left out. */
  described({
    direction,
    devices,
  }: ProgramRun): Omit<EventOf<'program'>, 'kind' | 'role' | 'pid' | 'n' | 'case' | 'atNs'> {
    const { config, files, records } = this.facts.place;
    const [program, ...others] = files;
    const [, ...args] = config.command;
    const { statements, success } = config;
    return {
      ...program,
      files: others,
      args: args.map(toldWord),
      direction,
      devices: devices.length,
      statements,
      success: { exitCodes: [...success.exitCodes], output: success.output },
      view: records ? 'inside' : 'outside',
    };
  }

  /** Why it could not be started, in the system's words, which name the program by its path. */
  refusal(text: string, { file }: LaunchCommand): string {
    return this.withoutSecrets(text.replaceAll(file, path.basename(file)));
  }

  /** What the client printed, without what is nobody's business. */
  withoutSecrets(text: string): string {
    const { password } = this.facts.server();
    const folder = this.facts.folder.made ? this.facts.folder.path : null;
    const masked = text.replaceAll(password, '{password}');
    if (folder === null) return masked;
    return masked
      .replaceAll(folder, '{folder}')
      .replaceAll(pathInTarget(this.facts.place, folder), '{folder}');
  }
}
