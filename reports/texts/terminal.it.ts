import { DOCUMENTATION_CHECK_IT } from './documentation-check.it.js';
import { plural } from './plural.js';
import { RUNS_IT } from './runs.it.js';
import type { TerminalTexts } from './terminal-texts.js';
import { VERIFY_IT } from './verify.it.js';

/** The terminal's texts in Italian. */
export const TERMINAL_IT: TerminalTexts = {
  ...RUNS_IT,

  rule: {
    levels: {
      MUST: 'i documenti lo esigono; uno scostamento ha per la destinazione un esito negativo',
      SHOULD:
        'lo esige il buon senso benché nessuna pagina lo faccia; è riportato a parte e non impedisce mai la conformità',
      HAZARD:
        'i documenti mettono in guardia da questo; ciò che è stato osservato viene registrato e non è mai un esito negativo',
    },
    subjects: {
      interface: 'oggetto: l’interfaccia, un’implementazione della quale è usata da entrambe le parti',
      client:
        'oggetto: il client, un programma che è la parte client; osservato all’interno del suo processo o dall’esterno',
      engine: 'oggetto: il motore, un SQL Server che è la parte server; osservato tramite T-SQL e un client',
    },
    documented: 'Che cosa è documentato',
    where: 'Dove',
    together: 'insieme a {page}',
    keeps: 'Di quali regole dell’interfaccia mostra il rispetto',
    reading: 'Come è interpretata',
    contradictions: 'Dove i documenti si contraddicono',
    provoked: 'Come viene provocata la situazione',
    lookedAt: 'Che cosa viene osservato',
    usualCauses: 'Che cosa causa di solito un esito negativo',
  },

  contradictions: {
    rules: 'regole:',
    see: 'vedi',
    noRules: 'nessuna; la segue solo il modello di explore',
    noneKnown: 'nessuna contraddizione nota dei documenti riguarda queste regole',
  },

  reports: {
    names: {
      page: 'pagina',
      summary: 'riepilogo',
      badge: 'badge',
      document: 'documento',
      junit: 'report JUnit',
      histories: 'cronologie',
      allureHtml: 'report Allure',
      allureData: 'dati Allure',
      certificate: 'certificato',
    },
    notConformant:
      'non è un certificato di conformità: dichiara, firmato, che il verdetto dell’esecuzione è {verdict}',
    writingAllure: 'scrittura del report Allure …',
  },

  heading: {
    labels: {
      target: 'destinazione',
      library: 'libreria',
      client: 'client',
      instance: 'istanza',
      server: 'SQL Server',
      shard: 'parte',
      fault: 'difetto',
    },
    asNamed: '{library}, come indicato con --vdi',
    registered: 'registrata in COM',
    shardOf: '{index} di {count}',
    fault:
      '{fault}: il comportamento del riferimento è alterato di proposito; questa non è una certificazione',
    judged: (done, all) =>
      plural('it', done, {
        one: `{n} regola su ${all} giudicata …`,
        other: `{n} regole su ${all} giudicate …`,
      }),
  },

  run: {
    rules: (count) => plural('it', count, { one: '{n} regola', other: '{n} regole' }),
    seconds: (seconds) => `${seconds.toFixed(1).replace('.', ',')} s`,
    within: 'in {time}',
    adviceAlone:
      'non è stata richiesta alcuna regola che i documenti esigono, e i soli consigli non certificano nulla; in {time}',
    advice: 'consigli (SHOULD, a parte rispetto al verdetto)',
    viewInside: 'osservazione dall’interno: le chiamate del client sono state registrate nel suo processo',
    viewOutside:
      'osservazione dall’esterno: sono stati osservati solo la parte server, le sessioni, i processi e gli oggetti',
    viewOutsideIn:
      'osservazione dall’esterno: sono stati osservati solo la parte server, le sessioni, i processi e gli oggetti in {rules}',
    othersNotAskedFor: (asked, known) =>
      plural('it', asked, {
        one: `per {n} regola su ${known}: le altre non sono state richieste`,
        other: `per {n} regole su ${known}: le altre non sono state richieste`,
      }),
    othersInOtherShards: (asked, known) =>
      plural('it', asked, {
        one: `per {n} regola su ${known}: le altre sono certificate in altre parti dell’esecuzione`,
        other: `per {n} regole su ${known}: le altre sono certificate in altre parti dell’esecuzione`,
      }),
    bothEnds: 'entrambe le parti, caso {case}',
    documentedAt: 'documentato in {page}',
    problem: 'problema del kit, {where}',
  },

  verify: VERIFY_IT,
  documentationCheck: DOCUMENTATION_CHECK_IT,
};
