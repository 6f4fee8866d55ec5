// Counts what the reports of a CI run say: on standard output "what passed failed skipped", a line a report; on standard
// error what failed, once more and in short: whoever sees only the end of a log sees it there. A report that is not there
// is a failure.
//
//     node .ci/count.mjs WHAT=REPORT.json[!RULE] ...     e.g. tests=... rules=... rules-on-wine=... faults=...
//
// RULE: one that need not apply.
import { existsSync, readFileSync } from 'node:fs';

/** Of a failed test as many lines as tell what it was. */
const LINES = 12;

/** What vitest's JSON reporter writes. */
function tests({ numPassedTests, numPendingTests, numTodoTests, testResults }) {
  const failed = testResults.flatMap(({ name, status, message, assertionResults }) => {
    if (status === 'failed' && assertionResults.length === 0) return [`${name}: ${message}`];
    return assertionResults
      .filter((each) => each.status === 'failed')
      .map((each) => `${each.fullName}: ${each.failureMessages.join('\n')}`);
  });
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}

function rules({ findings, problems }, excepted) {
  const having = (...verdicts) => findings.filter((each) => verdicts.includes(each.verdict));
  const failed = having('fail', 'inconclusive').map(
    ({ rule, verdict, reason }) => `${rule} ${verdict}: ${reason}`,
  );
  return {
    passed: having('pass', 'documents-disagree').length,
    failed: [...failed, ...problems.map(({ where, message }) => `${where}: ${message}`)],
    skipped: having('not-applicable').filter(({ rule }) => rule !== excepted).length,
  };
}

function faults({ faults: all, rulesWithoutOwnFault }) {
  const right = (fault) =>
    fault.caughtForTheReason && fault.unexpected.length === 0 && fault.kitFailed.length === 0;
  const wrong = all.filter((fault) => !right(fault)).map((fault) => JSON.stringify(fault));
  return {
    passed: all.filter(right).length,
    failed: [...wrong, ...rulesWithoutOwnFault.map((rule) => `${rule} has no fault of its own`)],
    skipped: 0,
  };
}

const READERS = { tests, hostile: tests, rules, faults };

for (const word of process.argv.slice(2)) {
  const [what, place] = word.split('=');
  const [file, excepted] = place.split('!');
  const read = READERS[what.split('-')[0]];
  const { passed, failed, skipped } = existsSync(file)
    ? read(JSON.parse(readFileSync(file, 'utf8')), excepted)
    : { passed: 0, failed: ['its report is missing'], skipped: 0 };
  console.log(what, passed, failed.length, skipped);
  for (const each of failed)
    console.error(`FAILED ${what}: ${each.split('\n').slice(0, LINES).join('\n  ')}`);
}
