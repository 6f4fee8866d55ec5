import { plural } from './plural.js';
import type { VerifyTexts } from './verify-texts.js';

/** What `verify` shows in Italian. */
export const VERIFY_IT: VerifyTexts = {
  labels: {
    states: 'dichiara',
    library: 'libreria',
    program: 'programma',
    server: 'server',
    target: 'destinazione',
    ruleSet: 'insieme di regole',
    documentation: 'documentazione',
    signedBy: 'firmato da',
    histories: 'cronologie',
    sentences: 'frasi',
  },
  states: (asked, known) =>
    plural('it', asked, {
      one: `{verdict} per {n} regola su ${known}, esecuzione del {time}`,
      other: `{verdict} per {n} regole su ${known}, esecuzione del {time}`,
    }),
  ruleSet: '{version} sha256 {digest}, versione del kit: {kit}',
  revision: 'revisione {digest}',
  unknown: 'sconosciuto',
  noKey: 'nessuna delle chiavi pubbliche indicate',
  good: '{keys}: firma valida',
  noHistories: 'non indicate (--histories): i rilievi si basano sulla parola del firmatario',
  histories: (asSigned, judgedAgain) =>
    `come furono firmate: ${asSigned}, giudicate di nuovo: ${judgedAgain}`,
  things: {
    envelope: 'busta',
    signature: 'firma',
    'key id': 'identificatore della chiave',
    'unknown signer': 'firmatario sconosciuto',
    statement: 'dichiarazione',
    subject: 'oggetto',
    configuration: 'configurazione',
    result: 'esito',
    verdict: 'verdetto',
    'rule set': 'insieme di regole',
    documentation: 'documentazione',
    finding: 'rilievo',
    history: 'cronologia',
  },
  otherVersion: 'altra versione',
  outcomes: {
    false: 'falso: non è ciò che è stato firmato, o non deriva dalle sue prove',
    unknownSigner: 'firmatario sconosciuto: può essere di chiunque',
    otherVersion:
      'non falso, e non giudicato di nuovo: la sua firma è valida, e le sue regole non sono quelle di questo kit',
    conformant: 'autentico: un certificato di conformità',
    notConformant:
      'autentico, ma non un certificato di conformità: dichiara che il verdetto dell’esecuzione è {verdict}',
  },
  changed: 'Avviso: frasi di {page} su cui si basa e che sono cambiate',
  vanished: 'Avviso: frasi di {page} su cui si basa e che sono scomparse',
  toDo: 'vedere se le sue regole dicono ciò che la pagina dice ora; certificare di nuovo con un kit le cui regole sono state scritte in base a questa',
  notThere: 'assenti',
};
