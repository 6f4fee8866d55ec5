import { DOCUMENTATION_CHECK_RU } from './documentation-check.ru.js';
import { plural } from './plural.js';
import { RUNS_RU } from './runs.ru.js';
import type { TerminalTexts } from './terminal-texts.js';
import { VERIFY_RU } from './verify.ru.js';

/** The terminal's texts in Russian. */
export const TERMINAL_RU: TerminalTexts = {
  ...RUNS_RU,

  rule: {
    levels: {
      MUST: 'этого требуют документы; при отступлении целевая среда не соответствует требованиям',
      SHOULD:
        'этого требует здравый смысл, хотя об этом не говорит ни одна страница; сообщается отдельно и соответствию никогда не мешает',
      HAZARD:
        'об этом документы предупреждают; записывается, что наблюдалось, и нарушением это никогда не считается',
    },
    subjects: {
      interface: 'предмет: интерфейс, реализация которого проверяется с обеих сторон',
      client:
        'предмет: клиент, то есть программа на стороне клиента; наблюдается внутри своего процесса или снаружи',
      engine:
        'предмет: ядро СУБД, то есть SQL Server на стороне сервера; наблюдается через T-SQL и через клиент',
    },
    documented: 'Что документировано',
    where: 'Где',
    together: 'вместе с {page}',
    keeps: 'Соблюдение каких правил интерфейса это показывает',
    reading: 'Как это понимается',
    contradictions: 'Где документы противоречат друг другу',
    provoked: 'Как это вызывают',
    lookedAt: 'Что проверяется',
    usualCauses: 'Обычные причины нарушения',
  },

  contradictions: {
    rules: 'правила:',
    see: 'см.',
    noRules: 'нет; так считает только модель explore',
    noneKnown: 'ни одно известное противоречие документов не относится к этим правилам',
  },

  reports: {
    names: {
      page: 'страница',
      summary: 'сводка',
      badge: 'значок',
      document: 'документ',
      junit: 'отчет JUnit',
      histories: 'истории',
      allureHtml: 'отчет Allure',
      allureData: 'данные Allure',
      certificate: 'сертификат',
    },
    notConformant: 'это не сертификат соответствия: в нем с подписью указано, что вердикт прогона {verdict}',
    writingAllure: 'записывается отчет Allure …',
  },

  heading: {
    labels: {
      target: 'целевая среда',
      library: 'библиотека',
      client: 'клиент',
      instance: 'экземпляр',
      server: 'SQL Server',
      shard: 'часть',
      fault: 'неисправность',
    },
    asNamed: '{library}, как указано в --vdi',
    registered: 'зарегистрирована в COM',
    shardOf: '{index} из {count}',
    fault: '{fault}: эталонную реализацию намеренно заставили работать неправильно; это не сертификация',
    judged: (done, all) => `проверено правил: ${done} из ${all} …`,
  },

  run: {
    rules: (count) =>
      plural('ru', count, {
        one: '{n} правило',
        few: '{n} правила',
        many: '{n} правил',
        other: '{n} правила',
      }),
    seconds: (seconds) => `${seconds.toFixed(1).replace('.', ',')} с`,
    within: 'за {time}',
    adviceAlone:
      'ни одно правило, обязательное по документам, не запрошено, а одни рекомендации ничего не сертифицируют; за {time}',
    advice: 'рекомендации (SHOULD, в вердикт не входят)',
    viewInside: 'взгляд изнутри: вызовы клиента записывались внутри его процесса',
    viewOutside: 'взгляд снаружи: были видны только серверная сторона, сеансы, процессы и объекты',
    viewOutsideIn:
      'взгляд снаружи: были видны только серверная сторона, сеансы, процессы и объекты в {rules}',
    othersNotAskedFor: (asked, known) => `по правилам: ${asked} из ${known}; остальные не запрошены`,
    othersInOtherShards: (asked, known) =>
      `по правилам: ${asked} из ${known}; остальные сертифицируются в других частях прогона`,
    bothEnds: 'обе стороны, случай {case}',
    documentedAt: 'документировано: {page}',
    problem: 'проблема комплекта, {where}',
  },

  verify: VERIFY_RU,
  documentationCheck: DOCUMENTATION_CHECK_RU,
};
