import type { DocumentationCheckTexts } from './documentation-check-texts.js';
import { plural } from './plural.js';

const count = (n: number, one: string, other: string): string => plural('fr', n, { one, other });

/** What `docs check` shows in French. */
export const DOCUMENTATION_CHECK_FR: DocumentationCheckTexts = {
  against: 'Documentation publiée, comparée à la révision {revision} enregistrée',
  unchanged: (sentences, exemptions) => `inchangées : phrases ${sentences}, exemptions ${exemptions}`,
  toLookAt: (n) => `à examiner : ${n}`,
  copied: 'sous forme de texte d’un navigateur',
  leftOut: 'laissé de côté',
  noCommit: 'd’aucun commit : les pages ne sont dans aucune copie de travail',
  ofCommit: 'du commit {commit}',
  changedSince: 'modifié depuis',
  allPages: 'toutes',

  titles: {
    changed: 'Changé',
    vanished: 'Disparu',
    moved: 'Déplacé',
    'page-missing': 'Non examiné',
    unaccounted: 'Non pris en compte',
    structure: 'Les langues diffèrent par la structure',
    drift: 'Changé dans certaines langues seulement',
    known: 'Désaccords connus des langues',
  },
  toDo: 'à faire',
  remedies: {
    changed:
      'relire chaque phrase : ce qu’elle exige maintenant, et si ses règles le disent encore ; puis reprendre son empreinte',
    vanished:
      'chercher si ses règles reposent encore sur quelque chose ; une règle qui ne repose sur rien est à retirer',
    moved: 'voir si elle a le même sens là où elle se trouve maintenant ; puis reprendre sa position',
    'page-missing':
      'indiquer avec --locale les langues disponibles, ou un dossier qui contient aussi les autres',
    unaccounted:
      'y faire reposer une règle, ou enregistrer une exemption avec la raison pour laquelle aucune n’est nécessaire',
    structure: 'voir laquelle a ce que les autres n’ont pas ; une traduction peut n’être qu’en retard',
    drift: 'voir si elles disent encore la même chose ; sinon, enregistrer le désaccord',
  },
  rests: 'reposent dessus',
  needsNoRule: 'aucune règle nécessaire',
  words: (n) => count(n, '{n} mot', '{n} mots'),
  noPage: '{page}, {locale} : cette page n’existe pas ici',
  driftIn: 'dans {changed} ; pas dans {unchanged}',
  states: {
    'as-recorded': 'tel qu’enregistré',
    'look-again': 'à examiner de nouveau : une des phrases n’est plus ce qu’elle était',
    'not-seen': 'pas vu : les langues lues sont toutes du même côté',
  },
  readAs: 'lu ainsi',

  places: {
    heading: 'titre de section {section}',
    paragraph: '{section}, paragraphe {n}',
    tableHead: '{section}, en-tête d’un tableau',
    column: '{section}, en-tête d’un tableau, colonne {n}',
    row: '{section}, ligne {n}, {name}',
  },
  pieces: {
    'front matter': 'les métadonnées de la page',
    title: 'le titre',
    include: 'inclusion',
    value: 'valeur',
    explanation: 'explication',
    code: 'code',
    markup: 'balisage',
  },

  accountedFor: 'tout est pris en compte',
  notAccountedFor: 'tout n’est pas pris en compte',
  counts: {
    unchanged: (n) => count(n, '{n} inchangée', '{n} inchangées'),
    changed: (n) => count(n, '{n} changée', '{n} changées'),
    vanished: (n) => count(n, '{n} disparue', '{n} disparues'),
    moved: (n) => count(n, '{n} déplacée', '{n} déplacées'),
    unaccounted: (n) => `${n} sans règle ni exemption`,
    'page-missing': (n) => count(n, '{n} page non examinée', '{n} pages non examinées'),
    structure: (n) =>
      count(
        n,
        '{n} endroit où les langues diffèrent par la structure',
        '{n} endroits où les langues diffèrent par la structure',
      ),
    lookAgain: (n) =>
      count(n, '{n} désaccord connu à examiner de nouveau', '{n} désaccords connus à examiner de nouveau'),
  },
};
