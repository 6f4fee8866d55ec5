import type { DocumentationCheckTexts } from './documentation-check-texts.js';
import { plural } from './plural.js';

/** What `docs check` shows in Russian. */
export const DOCUMENTATION_CHECK_RU: DocumentationCheckTexts = {
  against: 'Опубликованная документация по сравнению с записанной версией {revision}',
  unchanged: (sentences, exemptions) => `без изменений: предложений ${sentences}, исключений ${exemptions}`,
  toLookAt: (count) => `посмотреть: ${count}`,
  copied: 'как текст из браузера',
  leftOut: 'пропущено',
  noCommit: 'коммита нет: страницы не из рабочей копии',
  ofCommit: 'из коммита {commit}',
  changedSince: 'с тех пор изменено',
  allPages: 'все',

  titles: {
    changed: 'Изменилось',
    vanished: 'Исчезло',
    moved: 'Перемещено',
    'page-missing': 'Не просмотрено',
    unaccounted: 'Не учтено',
    structure: 'Языки различаются по структуре',
    drift: 'Изменилось только в некоторых языках',
    known: 'Известные расхождения языков',
  },
  toDo: 'что делать',
  remedies: {
    changed:
      'прочитать каждое предложение заново: чего оно теперь требует и говорят ли это еще его правила; затем принять его отпечаток',
    vanished:
      'выяснить, основаны ли его правила еще на чем-нибудь; правило, которое ни на чем не основано, надо отозвать',
    moved: 'посмотреть, значит ли оно на новом месте то же самое; затем принять его место',
    'page-missing': 'указать в --locale имеющиеся языки или указать папку, где есть и остальные',
    unaccounted: 'основать на этом правило или записать исключение с причиной, по которой правило не нужно',
    structure: 'посмотреть, в каком из них есть то, чего нет в других; возможно, перевод только запаздывает',
    drift: 'посмотреть, говорят ли они еще одно и то же; если нет, записать расхождение',
  },
  rests: 'основаны на этом',
  needsNoRule: 'правило не нужно',
  words: (count) =>
    plural('ru', count, { one: '{n} слово', few: '{n} слова', many: '{n} слов', other: '{n} слова' }),
  noPage: '{page}, {locale}: такой страницы здесь нет',
  driftIn: 'в {changed}; не в {unchanged}',
  states: {
    'as-recorded': 'так, как записано',
    'look-again': 'посмотреть заново: одно из предложений не такое, как было',
    'not-seen': 'не видно: все прочитанные языки на одной стороне',
  },
  readAs: 'понимается так',

  places: {
    heading: 'заголовок {section}',
    paragraph: '{section}, абзац {n}',
    tableHead: '{section}, заголовок таблицы',
    column: '{section}, заголовок таблицы, столбец {n}',
    row: '{section}, строка {n}, {name}',
  },
  pieces: {
    'front matter': 'метаданные страницы',
    title: 'название страницы',
    include: 'включаемый файл',
    value: 'значение',
    explanation: 'пояснение',
    code: 'код',
    markup: 'разметка',
  },

  accountedFor: 'все учтено',
  notAccountedFor: 'не все учтено',
  counts: {
    unchanged: (count) => `без изменений: ${count}`,
    changed: (count) => `изменилось: ${count}`,
    vanished: (count) => `исчезло: ${count}`,
    moved: (count) => `перемещено: ${count}`,
    unaccounted: (count) => `без правила и без исключения: ${count}`,
    'page-missing': (count) => `не просмотрено страниц: ${count}`,
    structure: (count) => `мест, где языки различаются по структуре: ${count}`,
    lookAgain: (count) => `известных расхождений, которые надо посмотреть заново: ${count}`,
  },
};
