import { plural } from './plural.js';
import type { ReportTexts } from './report-texts.js';

/** The report's texts in Italian. */
export const IT: ReportTexts = {
  languageName: 'Italiano',
  title: 'Rapporto di conformità VDI',
  windowTitle: '{verdict}: {target}, rapporto di conformità VDI',
  skipToRules: 'Vai alle regole',
  languages: 'Lingua',

  runVerdicts: {
    conformant: {
      name: 'Conforme',
      means: 'Tutto ciò che i documenti esigono, e che è stato richiesto, è stato rispettato.',
    },
    'not-conformant': {
      name: 'Non conforme',
      means: 'Almeno una regola che i documenti esigono non è stata rispettata.',
    },
    inconclusive: {
      name: 'Non conclusivo',
      means: 'Non certificato: non tutto ciò che è stato richiesto ha potuto essere giudicato.',
    },
  },
  verdicts: {
    pass: { name: 'Superata', means: 'La regola è stata rispettata in tutti i casi provati.' },
    'documents-disagree': {
      name: 'Documenti in disaccordo',
      means: 'È stato osservato ciò che una pagina dice e un’altra nega. Questo non impedisce la conformità.',
    },
    'not-applicable': { name: 'Non applicabile', means: 'La regola non si applica in questo caso.' },
    inconclusive: {
      name: 'Non conclusiva',
      means: 'La regola non ha potuto essere giudicata, quindi non è certificata.',
    },
    fail: { name: 'Non superata', means: 'La regola non è stata rispettata.' },
  },
  levels: {
    MUST: 'I documenti lo esigono. Se non è rispettato, l’esecuzione non è conforme.',
    SHOULD:
      'Lo esige il buon senso, benché nessuna pagina lo faccia. È un consiglio e non impedisce mai la conformità.',
    HAZARD:
      'I documenti mettono in guardia da questo. Se è stato osservato viene registrato, e non è mai un esito negativo.',
  },
  subjects: {
    interface: 'L’interfaccia',
    engine: 'SQL Server',
    client: 'Il client',
    all: 'Tutto: l’interfaccia, SQL Server e il client',
  },
  views: {
    inside: 'Dall’interno: le chiamate del client sono state registrate nel suo processo.',
    outside:
      'Dall’esterno: sono stati osservati solo la parte server, le sessioni, i processi e gli oggetti con nome, non le chiamate del client.',
  },
  sections: { lead: 'Introduzione', 'Return Value': 'Valore restituito', Remarks: 'Osservazioni' },

  run: {
    allRules: (count) =>
      plural('it', count, {
        one: 'È stata richiesta l’unica regola.',
        other: 'Sono state richieste tutte le {n} regole.',
      }),
    someRules: (asked, known) => {
      const of = plural('it', known, { other: '{n}' });
      return plural('it', asked, {
        one: `È stata richiesta {n} regola su ${of}: il verdetto riguarda solo questa.`,
        other: `Sono state richieste {n} regole su ${of}: il verdetto riguarda solo queste.`,
      });
    },
    partOfRun: 'Questa è una parte di un’esecuzione. Le altre regole sono certificate nelle altre parti.',
    adviceAlone:
      'Non è stata richiesta alcuna regola che i documenti esigono, e i soli consigli non certificano nulla.',
    fault:
      'Questa non è una certificazione: il comportamento del riferimento è stato alterato di proposito, con il difetto {fault}.',
    counts: 'Regole per verdetto',
    rule: 'Regola',
    count: 'Regole',
    verdict: 'Verdetto',
  },

  facts: {
    heading: 'Che cosa è stato certificato, e con che cosa',
    subject: 'Oggetto',
    kit: 'Kit',
    target: 'Destinazione',
    library: 'Libreria VDI',
    version: 'versione {version}',
    registered: 'registrata in COM',
    sha256: 'SHA-256',
    instance: 'Istanza',
    sqlServer: 'SQL Server',
    client: 'Programma client',
    view: 'Come è stato osservato il client',
    fault: 'Difetto',
    shard: 'Parte di un’esecuzione',
    shardOf: '{index} di {count}',
    started: 'Inizio',
    duration: 'Durata',
    seconds: '{seconds} s',
    processes: 'Processi avviati dal kit',
    seed: 'Seme casuale',
    noSeed: 'nessuno: ogni scenario compie ogni volta gli stessi passi',
    certificate: 'Certificato',
    signed: 'accanto a questa pagina: dichiara questo verdetto, firmato con la chiave',
  },

  problems: {
    heading: 'Problemi del kit',
    explanation:
      'Qualcosa non ha funzionato nel kit o nel suo computer. Questo mette in dubbio gli esiti positivi, e non giustifica alcun esito negativo.',
  },
  advice: {
    heading: 'Consigli',
    explanation: 'Regole di livello SHOULD. Sono riportate a parte e non contribuiscono al verdetto.',
    allFollowed: 'Tutti i consigli sono stati seguiti.',
    notFollowed: 'Non seguiti',
    notConcluded: 'Non è stato possibile giudicarli',
  },

  trend: {
    heading: 'Andamento',
    picture:
      'Verdetti delle regole nelle ultime esecuzioni, dalla meno recente; esecuzioni: {count}. La tabella seguente dice lo stesso.',
    table: 'Lo stesso in forma di tabella',
    run: 'Esecuzione',
    certified: 'Che cosa è stato certificato',
    verdict: 'Verdetto',
    thisRun: 'questa esecuzione',
  },

  find: {
    heading: 'Trova regole',
    search: 'Cerca',
    searchHint: 'Id, parole della regola o di ciò che è stato rilevato',
    verdict: 'Verdetto',
    subject: 'Oggetto',
    level: 'Livello',
    every: 'Tutti',
    reset: 'Mostra tutte le regole',
    openAll: 'Apri tutti i dettagli',
    closeAll: 'Chiudi tutti i dettagli',
    shown: 'Regole mostrate: {shown} di {all}',
    none: 'Nessuna regola corrisponde alla ricerca.',
  },

  rule: {
    heading: 'Regole',
    unknown: 'Questo kit non conosce la regola.',
    found: 'Rilevato',
    expected: 'Atteso',
    observed: 'Osservato',
    departure: 'Primo scostamento',
    shouldHave: 'Che cosa avrebbe dovuto fare',
    writtenIn: 'Scritto in: {place}',
    contradiction: 'I documenti si contraddicono',
    certified: 'Interpretazione certificata',
    usualCauses: 'Che cosa causa di solito un esito negativo',
    reading: 'Come sono interpretati i documenti',
    keeps: 'Regole dell’interfaccia di cui questa mostra il rispetto',
    howItIsTested: 'Come viene verificata, e dove è scritta',
    provoked: 'Come viene provocata la situazione',
    lookedAt: 'Che cosa viene osservato',
    written: 'Dove è scritta',
    sentence: '{section}, paragrafo {paragraph}, frase {sentence}',
    row: '{section}, riga {row}',
    together: 'Insieme a',
  },

  evidence: {
    heading: (cases) => plural('it', cases, { one: 'Prove: {n} caso', other: 'Prove: {n} casi' }),
    inEnglish:
      'Ciò che è stato rilevato e ciò che è stato registrato è riportato in inglese, come il kit l’ha scritto.',
    events: (count) =>
      plural('it', count, {
        one: '{n} evento ha deciso il verdetto',
        other: '{n} eventi hanno deciso il verdetto',
      }),
    decided: 'decisivo',
    bothEnds: 'Le due parti del set, una accanto all’altra',
    noHistory: 'Non è stata registrata alcuna cronologia.',
    printed:
      'Di un caso senza esito negativo sono stampati solo i primi eventi che hanno deciso, al massimo sei.',
    historyFile: 'Cronologia',
  },

  footer: {
    made: 'Creato da {kit} a partire da ciò che ha registrato. Ogni verdetto può essere giudicato di nuovo in base alle cronologie.',
    machineReadable:
      'Lo stesso per i programmi: run.json, junit.xml e la cartella histories, accanto a questa pagina.',
    noSentences:
      'Le regole sono espresse con parole del kit. Le frasi della documentazione si trovano nelle pagine collegate. Una pagina senza collegamento, come 0s1f, appartiene alla specifica VDI del 2005.',
  },
};
