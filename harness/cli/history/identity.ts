import type { Git } from './git.js';

/** Who commits where git knows nobody: no name of a person or a machine. */
const NEUTRAL = { name: 'vdi-conformance', email: 'vdi-conformance@invalid' };

/**
 * The environment in which git commits: as the one that its configuration or the environment names, else as the kit. What git
 * would guess has the account's and the machine's name in it.
 */
export async function identity(git: Git): Promise<NodeJS.ProcessEnv> {
  const known = await Promise.all(
    ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT'].map((who) =>
      git.ask(['-c', 'user.useConfigOnly=true', 'var', who]),
    ),
  );
  if (known.every(({ code }) => code === 0)) return {};
  return {
    GIT_AUTHOR_NAME: NEUTRAL.name,
    GIT_AUTHOR_EMAIL: NEUTRAL.email,
    GIT_COMMITTER_NAME: NEUTRAL.name,
    GIT_COMMITTER_EMAIL: NEUTRAL.email,
  };
}
