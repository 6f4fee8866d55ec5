import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const eslint = new ESLint();

/** What the project's own configuration says of a text that would stand in a file of the tree. */
async function complaints(filePath, text) {
  const [result] = await eslint.lintText(text, { filePath });
  return result.messages
    .filter((message) => message.ruleId?.startsWith('layers/'))
    .map((message) => message.message);
}

test.each([
  ['specs/findings/finding.ts', "import '../../harness/cli/exit-code.js';"],
  ['specs/findings/finding.ts', "export * from '../../reports/json/run-document.js';"],
  ['specs/findings/finding.ts', "import '../../harness/agent/agent.js';"],
  ['specs/findings/finding.ts', "import koffi from 'koffi';"],
  ['reports/published-page.ts', "import type { Stage } from '../harness/stage/stage.js';"],
  ['reports/published-page.ts', "await import('../specs/certify.js');"],
  ['harness/history/history.ts', "import '../stage/stage.js';"],
  ['harness/stage/stage.ts', "import '../../specs/rules/rule.js';"],
  ['harness/stage/stage.ts', "import '../cli/exit-code.js';"],
  ['harness/stage/stage.ts', "import koffi from 'koffi';"],
  ['harness/agent/agent.ts', "import koffi from 'koffi';"],
  ['harness/roles/role-host.ts', "import { checkArguments } from '../vdi/arguments.js';"],
  ['harness/vdi/codes.ts', "import '../stage/stage.js';"],
  ['harness/roles/role-host.ts', "import { z } from 'zod';"],
  ['harness/reference/sql/tds/tokens.ts', "import { z } from 'zod';"],
  ['harness/client-program/load-config.ts', "import '../targets/target.js';"],
  ['harness/client-program/define-config.ts', "import { UsageError } from '../errors/kit-error.js';"],
  ['harness/agent/agent.ts', "import { expandCommand } from '../client-program/placeholders.js';"],
  ['harness/reference/sql/tds/tokens.ts', "import '../../../sql/session.js';"],
])('in %s notices %s', async (file, text) => {
  expect(await complaints(file, text)).toEqual([
    expect.stringMatching(/may not import|may import only types/),
  ]);
});

test.each([
  ['specs/findings/finding.ts', "import type { History } from '../../harness/history/history.js';"],
  ['reports/published-page.ts', "import { RULES } from '../specs/rules/catalogue.js';"],
  ['harness/roles/role-host.ts', "import type { CheckedArguments } from '../vdi/arguments.js';"],
  ['harness/roles/role-host.ts', "import koffi from 'koffi';"],
  ['harness/stage/stage.ts', "import { expandCommand } from '../client-program/placeholders.js';"],
  ['harness/cli/world.ts', "import '../../reports/published-page.js';"],
])('in %s allows %s', async (file, text) => {
  expect(await complaints(file, text)).toEqual([]);
});
