import type { ExplanationWords } from './explanation-words.js';

/** An explanation's words in French. */
export const EXPLANATION_FR: ExplanationWords = {
  labels: {
    level: 'niveau :',
    requirement: 'exigence :',
    expected: 'attendu :',
    observed: 'observé :',
    departed: 'écart :',
    shouldHave: 'aurait dû :',
    documented: 'écrit dans :',
    documents: 'documents :',
    onePlace: 'un endroit :',
    another: 'un autre :',
    certified: 'certifié :',
    evidence: 'preuves :',
  },
  advice: 'SHOULD : un conseil, qui ne fait pas obstacle à la conformité',
  contradict: 'ils se contredisent',
  label: (name, text) => `${name} : ${text}`,
  between: '\u202f; ',
  event: (number, did) => `événement ${number} : ${did}`,
  events: (numbers) =>
    numbers.length === 0
      ? 'aucun événement'
      : `${numbers.length === 1 ? 'événement' : 'événements'} ${numbers.join(', ')}`,
  sections: { lead: 'Introduction', 'Return Value': 'Valeur de retour', Remarks: 'Notes' },
  sentence: (section, paragraph, sentence) => `${section}, paragraphe ${paragraph}, phrase ${sentence}`,
};
