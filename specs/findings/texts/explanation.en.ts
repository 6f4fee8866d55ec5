import type { ExplanationWords } from './explanation-words.js';

/** An explanation's words in English. */
export const EXPLANATION_EN: ExplanationWords = {
  labels: {
    level: 'level:',
    requirement: 'requirement:',
    expected: 'expected:',
    observed: 'observed:',
    departed: 'departed:',
    shouldHave: 'should have:',
    documented: 'documented:',
    documents: 'documents:',
    onePlace: 'one place:',
    another: 'another:',
    certified: 'certified:',
    evidence: 'evidence:',
  },
  advice: 'SHOULD: advice, which stands in no way of conformance',
  contradict: 'they contradict each other',
  label: (name, text) => `${name}: ${text}`,
  between: '; ',
  event: (number, did) => `event ${number}: ${did}`,
  events: (numbers) => `events ${numbers.join(', ') || 'none'}`,
  sections: { lead: 'lead', 'Return Value': 'Return Value', Remarks: 'Remarks' },
  sentence: (section, paragraph, sentence) => `${section}, paragraph ${paragraph}, sentence ${sentence}`,
};
