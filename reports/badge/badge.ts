import { countVerdicts } from '../json/count-verdicts.js';
import type { RunDocument } from '../json/run-document.js';

/** What an endpoint of shields.io tells: https://shields.io/badges/endpoint-badge. */
export interface Badge {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: string;
  /** What failed cannot be recoloured by who shows it. */
  readonly isError?: true;
}

/** The verdict on a run in a few words. Green is for what is conformant in every rule of the kit; a proof of the kit certifies nothing. */
export function badgeOf({ verdict, rules, target, findings }: RunDocument): Badge {
  const badge = { schemaVersion: 1, label: 'VDI conformance' } as const;
  if (target.fault !== null) return { ...badge, message: 'no certification', color: 'lightgrey' };
  const counts = countVerdicts(findings);
  const demanded = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const kept = counts.pass + counts['documents-disagree'];
  switch (verdict) {
    case 'not-conformant':
      return {
        ...badge,
        message: `not conformant, ${counts.fail} of ${demanded} rules failed`,
        color: 'red',
        isError: true,
      };
    case 'inconclusive':
      return { ...badge, message: 'inconclusive', color: 'yellow' };
    case 'conformant': {
      const inPart = rules.asked < rules.known;
      return inPart
        ? { ...badge, message: `conformant in ${rules.asked} of ${rules.known} rules`, color: 'blue' }
        : { ...badge, message: `conformant, ${kept} ${kept === 1 ? 'rule' : 'rules'}`, color: 'brightgreen' };
    }
  }
}
