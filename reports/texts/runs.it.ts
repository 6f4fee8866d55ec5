import { plural } from './plural.js';
import type { RunsTexts } from './runs-texts.js';

/** The texts about several runs in Italian. */
export const RUNS_IT: RunsTexts = {
  subjects: { interface: 'interfaccia', engine: 'motore', client: 'client', all: 'tutti gli oggetti' },

  changes: {
    worse: 'peggio',
    gone: 'scomparso',
    new: 'nuovo',
    better: 'meglio',
    reason: 'altro motivo',
    unchanged: 'invariato',
  },

  comparison: {
    differ: 'le esecuzioni non differiscono solo nei risultati:',
    aspects: { kit: 'kit', ruleSet: 'insieme di regole', subject: 'oggetto', build: 'build' },
    without: { ruleSet: 'nessuno', instance: 'nessuna', fault: 'nessuno', shard: 'esecuzione intera' },
    titles: {
      worse: 'peggio',
      gone: 'scomparso: richiesto prima, ora non più',
      new: 'nuovo: prima non richiesto',
      better: 'meglio',
      reason: 'stesso verdetto per un altro motivo',
    },
    before: 'prima:',
    now: 'ora:',
    notAskedFor: 'non richiesto',
    advice: '(SHOULD: consiglio)',
    newProblem: 'nuovo problema del kit, {where}',
    goneProblem: 'problema del kit scomparso, {where}',
    gotWorse: 'qualcosa è peggiorato',
    nothingGotWorse: 'nulla è peggiorato',
  },

  history: {
    kept: 'esecuzione conservata in {place}: {id}',
    keptAlready: 'esecuzione già conservata in {place}: {id}',
    pageAgain: 'pagina riscritta con l’andamento delle esecuzioni: {page}',
    noRun: 'nessuna esecuzione è conservata in {place}',
    certified: '{build} su {target}, {subject}',
    withFault: 'con il difetto {fault}',
    sinceLast: 'dall’esecuzione precedente',
    sinceLastGreen: 'dall’esecuzione precedente, che era verde',
    sinceGreen: 'dall’ultima esecuzione verde, {id}',
    flaky: (differed, ofRuns) =>
      `instabile: {rule} ha avuto un altro verdetto in ${plural('it', differed, {
        one: '{n} esecuzione',
        other: '{n} esecuzioni',
      })} su ${ofRuns} ({verdicts}) di {kit} con la libreria {library}`,
  },

  builds: {
    title: 'Documenti, riferimento e build reali',
    ruleByRule: 'Regola per regola, {runs}.',
    titles: { interface: 'Implementazioni dell’interfaccia', engine: 'Motori SQL Server' },
    columns: {
      rule: 'regola',
      documents: 'documenti',
      reference: 'riferimento',
      realBuilds: 'build reali',
    },
    notSeen: 'non osservato',
    also: '(anche {verdicts})',
    builds: 'Build',
    against: '{one} contro {another}; certificato: {reading}',
    departures: 'Scostamenti da un punto dei documenti',
    runs: (count) => plural('it', count, { one: 'da {n} esecuzione', other: 'da {n} esecuzioni' }),
    leftOut: (count) =>
      plural('it', count, {
        one: '{n} esecuzione con un difetto voluto tralasciata',
        other: '{n} esecuzioni con un difetto voluto tralasciate',
      }),
  },
};
