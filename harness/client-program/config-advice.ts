import type { ClientConfig } from './client-config.js';
import { placeholdersIn, type Placeholder } from './placeholders.js';

/** What a client probably needs to be told, and is not: a sentence each. Nothing of it is an error, since the client may know by other means. */
export function adviceOn(config: ClientConfig): string[] {
  const used = placeholdersIn(config);
  const missing = (...names: Placeholder[]): string =>
    names
      .filter((name) => !used.has(name))
      .map((name) => `{${name}}`)
      .join(' and ');
  const advice = (names: Placeholder[], text: (missing: string) => string): string[] => {
    const which = missing(...names);
    return which === '' ? [] : [text(which)];
  };
  return [
    ...advice(['set'], (which) => `without ${which} the client cannot know the name of its set`),
    ...(config.statements === 'client' ? ofItsOwnSession(advice) : []),
    ...(config.cannot.restore === undefined
      ? advice(['direction'], (which) => `without ${which} the client cannot tell a backup from a restore`)
      : []),
    ...advice(
      ['file'],
      (which) =>
        `without ${which} the client backs up to a place of its own, which the kit cannot make run out of space`,
    ),
    ...(config.maxDevices > 1 && !used.has('devices') && !used.has('device-count')
      ? [
          `without {devices} or {device-count} the client cannot know that there are several devices; maxDevices is ${config.maxDevices}`,
        ]
      : []),
  ];
}

type Advice = (names: Placeholder[], text: (missing: string) => string) => string[];

function ofItsOwnSession(advice: Advice): string[] {
  return [
    ...advice(
      ['server', 'port'],
      (which) => `statements is 'client', and without ${which} the client cannot know where the server is`,
    ),
    ...advice(
      ['user', 'password-file'],
      (which) => `statements is 'client', and without ${which} the client cannot log in there`,
    ),
    ...advice(
      ['database'],
      (which) => `statements is 'client', and without ${which} the client cannot know what to back up`,
    ),
  ];
}
