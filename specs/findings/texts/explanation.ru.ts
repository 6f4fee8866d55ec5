import type { ExplanationWords } from './explanation-words.js';

/** An explanation's words in Russian. */
export const EXPLANATION_RU: ExplanationWords = {
  labels: {
    level: 'уровень:',
    requirement: 'требование:',
    expected: 'ожидалось:',
    observed: 'наблюдалось:',
    departed: 'отступление:',
    shouldHave: 'следовало:',
    documented: 'написано:',
    documents: 'документы:',
    onePlace: 'одно место:',
    another: 'другое:',
    certified: 'сертифицируется:',
    evidence: 'свидетельства:',
  },
  advice: 'SHOULD: рекомендация, которая соответствию не мешает',
  contradict: 'они противоречат друг другу',
  label: (name, text) => `${name}: ${text}`,
  between: '; ',
  event: (number, did) => `событие ${number}: ${did}`,
  events: (numbers) =>
    numbers.length === 0
      ? 'событий нет'
      : `${numbers.length === 1 ? 'событие' : 'события'} ${numbers.join(', ')}`,
  sections: { lead: 'Введение', 'Return Value': 'Возвращаемое значение', Remarks: 'Remarks' },
  sentence: (section, paragraph, sentence) => `${section}, абзац ${paragraph}, предложение ${sentence}`,
};
