import type { ExplanationWords } from './explanation-words.js';

/** An explanation's words in Italian. */
export const EXPLANATION_IT: ExplanationWords = {
  labels: {
    level: 'livello:',
    requirement: 'requisito:',
    expected: 'atteso:',
    observed: 'osservato:',
    departed: 'scostamento:',
    shouldHave: 'avrebbe dovuto:',
    documented: 'documentato in:',
    documents: 'documenti:',
    onePlace: 'un punto:',
    another: 'un altro:',
    certified: 'certificato:',
    evidence: 'prove:',
  },
  advice: 'SHOULD: un consiglio, che non impedisce la conformità',
  contradict: 'si contraddicono',
  label: (name, text) => `${name}: ${text}`,
  between: '; ',
  event: (number, did) => `evento ${number}: ${did}`,
  events: (numbers) =>
    numbers.length === 0
      ? 'nessun evento'
      : `${numbers.length === 1 ? 'evento' : 'eventi'} ${numbers.join(', ')}`,
  sections: { lead: 'Introduzione', 'Return Value': 'Valore restituito', Remarks: 'Osservazioni' },
  sentence: (section, paragraph, sentence) => `${section}, paragrafo ${paragraph}, frase ${sentence}`,
};
