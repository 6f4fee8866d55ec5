import type { DocumentationCheckTexts } from './documentation-check-texts.js';
import { plural } from './plural.js';

const count = (n: number, one: string, other: string): string => plural('it', n, { one, other });

/** What `docs check` shows in Italian. */
export const DOCUMENTATION_CHECK_IT: DocumentationCheckTexts = {
  against: 'Documentazione pubblicata a confronto con la revisione {revision} registrata',
  unchanged: (sentences, exemptions) => `invariate: frasi ${sentences}, esenzioni ${exemptions}`,
  toLookAt: (n) => `da guardare: ${n}`,
  copied: 'come testo da un browser',
  leftOut: 'tralasciato',
  noCommit: 'di nessun commit: le pagine non sono in alcuna copia di lavoro',
  ofCommit: 'del commit {commit}',
  changedSince: 'modificato da allora',
  allPages: 'tutte',

  titles: {
    changed: 'Cambiato',
    vanished: 'Scomparso',
    moved: 'Spostato',
    'page-missing': 'Non esaminato',
    unaccounted: 'Non considerato',
    structure: 'Le lingue differiscono nella struttura',
    drift: 'Cambiato solo in alcune lingue',
    known: 'Discordanze note tra le lingue',
  },
  toDo: 'da fare',
  remedies: {
    changed:
      'rileggere ogni frase: che cosa esige ora, e se le sue regole lo dicono ancora; poi riprenderne l’impronta',
    vanished:
      'scoprire se le sue regole si basano ancora su qualcosa; una regola che non si basa su nulla va ritirata',
    moved: 'vedere se significa lo stesso dove si trova ora; poi riprenderne la posizione',
    'page-missing': 'indicare con --locale le lingue disponibili, o una cartella che contenga anche le altre',
    unaccounted:
      'basare su questo una regola, o registrare un’esenzione con il motivo per cui non ne serve alcuna',
    structure: 'vedere quale ha ciò che le altre non hanno; una traduzione può essere solo in ritardo',
    drift: 'vedere se dicono ancora la stessa cosa; altrimenti registrare la discordanza',
  },
  rests: 'si basano su questo',
  needsNoRule: 'non serve alcuna regola',
  words: (n) => count(n, '{n} parola', '{n} parole'),
  noPage: '{page}, {locale}: qui questa pagina non c’è',
  driftIn: 'in {changed}; non in {unchanged}',
  states: {
    'as-recorded': 'come registrato',
    'look-again': 'da guardare di nuovo: una delle frasi non è più come era',
    'not-seen': 'non visto: le lingue lette sono tutte dalla stessa parte',
  },
  readAs: 'interpretato così',

  places: {
    heading: 'titolo di sezione {section}',
    paragraph: '{section}, paragrafo {n}',
    tableHead: '{section}, intestazione di una tabella',
    column: '{section}, intestazione di una tabella, colonna {n}',
    row: '{section}, riga {n}, {name}',
  },
  pieces: {
    'front matter': 'i metadati della pagina',
    title: 'il titolo',
    include: 'inclusione',
    value: 'valore',
    explanation: 'spiegazione',
    code: 'codice',
    markup: 'marcatura',
  },

  accountedFor: 'tutto è considerato',
  notAccountedFor: 'non tutto è considerato',
  counts: {
    unchanged: (n) => count(n, '{n} invariata', '{n} invariate'),
    changed: (n) => count(n, '{n} cambiata', '{n} cambiate'),
    vanished: (n) => count(n, '{n} scomparsa', '{n} scomparse'),
    moved: (n) => count(n, '{n} spostata', '{n} spostate'),
    unaccounted: (n) => `${n} senza regola né esenzione`,
    'page-missing': (n) => count(n, '{n} pagina non esaminata', '{n} pagine non esaminate'),
    structure: (n) =>
      count(
        n,
        '{n} punto in cui le lingue differiscono nella struttura',
        '{n} punti in cui le lingue differiscono nella struttura',
      ),
    lookAgain: (n) =>
      count(n, '{n} discordanza nota da guardare di nuovo', '{n} discordanze note da guardare di nuovo'),
  },
};
