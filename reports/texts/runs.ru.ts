import { plural } from './plural.js';
import type { RunsTexts } from './runs-texts.js';

/** The texts about several runs in Russian. */
export const RUNS_RU: RunsTexts = {
  subjects: { interface: 'интерфейс', engine: 'ядро СУБД', client: 'клиент', all: 'все предметы' },

  changes: {
    worse: 'хуже',
    gone: 'исчезло',
    new: 'новое',
    better: 'лучше',
    reason: 'другая причина',
    unchanged: 'без изменений',
  },

  comparison: {
    differ: 'прогоны различаются не только результатами:',
    aspects: { kit: 'комплект', ruleSet: 'набор правил', subject: 'предмет', build: 'сборка' },
    without: { ruleSet: 'нет', instance: 'нет', fault: 'нет', shard: 'весь прогон' },
    titles: {
      worse: 'хуже',
      gone: 'исчезло: раньше запрашивалось, теперь нет',
      new: 'новое: раньше не запрашивалось',
      better: 'лучше',
      reason: 'тот же вердикт по другой причине',
    },
    before: 'раньше:',
    now: 'теперь:',
    notAskedFor: 'не запрошено',
    advice: '(SHOULD: рекомендация)',
    newProblem: 'новая проблема комплекта, {where}',
    goneProblem: 'исчезла проблема комплекта, {where}',
    gotWorse: 'что-то стало хуже',
    nothingGotWorse: 'ничего не стало хуже',
  },

  history: {
    kept: 'прогон сохранен в {place}: {id}',
    keptAlready: 'прогон уже был сохранен в {place}: {id}',
    pageAgain: 'страница записана заново, с динамикой прогонов: {page}',
    noRun: 'сохраненных прогонов нет в {place}',
    certified: '{build} в среде {target}, {subject}',
    withFault: 'с неисправностью {fault}',
    sinceLast: 'с предыдущего прогона',
    sinceLastGreen: 'с предыдущего прогона, который был зеленым',
    sinceGreen: 'с последнего зеленого прогона, {id}',
    flaky: (differed, ofRuns) =>
      `нестабильно: {rule}, другой вердикт в ${differed} из ${plural('ru', ofRuns, {
        one: '{n} прогона',
        few: '{n} прогонов',
        many: '{n} прогонов',
        other: '{n} прогона',
      })} ({verdicts}) с {kit} и библиотекой {library}`,
  },

  builds: {
    title: 'Документы, эталонная реализация и реальные сборки',
    ruleByRule: 'Правило за правилом, {runs}.',
    titles: { interface: 'Реализации интерфейса', engine: 'Серверы SQL Server' },
    columns: {
      rule: 'правило',
      documents: 'документы',
      reference: 'эталонная реализация',
      realBuilds: 'реальные сборки',
    },
    notSeen: 'не наблюдалось',
    also: '(также {verdicts})',
    builds: 'Сборки',
    against: '{one} против {another}; сертифицируется: {reading}',
    departures: 'Отступления от одного из мест в документах',
    runs: (count) =>
      plural('ru', count, {
        one: 'по {n} прогону',
        few: 'по {n} прогонам',
        many: 'по {n} прогонам',
        other: 'по {n} прогона',
      }),
    leftOut: (count) =>
      plural('ru', count, {
        one: 'не учтен {n} прогон с намеренной неисправностью',
        few: 'не учтены {n} прогона с намеренной неисправностью',
        many: 'не учтено {n} прогонов с намеренной неисправностью',
        other: 'не учтено {n} прогона с намеренной неисправностью',
      }),
  },
};
