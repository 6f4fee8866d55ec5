import { plural } from './plural.js';
import type { RunsTexts } from './runs-texts.js';

/** The texts about several runs in French. */
export const RUNS_FR: RunsTexts = {
  subjects: { interface: 'interface', engine: 'moteur', client: 'client', all: 'tous les objets' },

  changes: {
    worse: 'pire',
    gone: 'disparu',
    new: 'nouveau',
    better: 'mieux',
    reason: 'autre raison',
    unchanged: 'inchangé',
  },

  comparison: {
    differ: 'les exécutions ne diffèrent pas seulement par leurs résultats :',
    aspects: { kit: 'kit', ruleSet: 'jeu de règles', subject: 'objet', build: 'version' },
    without: { ruleSet: 'aucun', instance: 'aucune', fault: 'aucun', shard: 'exécution entière' },
    titles: {
      worse: 'pire',
      gone: 'disparu : demandé avant, et plus maintenant',
      new: 'nouveau : pas demandé avant',
      better: 'mieux',
      reason: 'même verdict pour une autre raison',
    },
    before: 'avant :',
    now: 'maintenant :',
    notAskedFor: 'pas demandé',
    advice: '(SHOULD : conseil)',
    newProblem: 'nouveau problème du kit, {where}',
    goneProblem: 'problème disparu du kit, {where}',
    gotWorse: 'quelque chose a empiré',
    nothingGotWorse: 'rien n’a empiré',
  },

  history: {
    kept: 'exécution conservée dans {place} : {id}',
    keptAlready: 'exécution déjà conservée dans {place} : {id}',
    pageAgain: 'page réécrite avec l’évolution des exécutions : {page}',
    noRun: 'aucune exécution n’est conservée dans {place}',
    certified: '{build} sur {target}, {subject}',
    withFault: 'avec le défaut {fault}',
    sinceLast: 'depuis l’exécution précédente',
    sinceLastGreen: 'depuis l’exécution précédente, qui était verte',
    sinceGreen: 'depuis la dernière exécution verte, {id}',
    flaky: (differed, ofRuns) =>
      `instable : {rule} a différé dans ${plural('fr', differed, {
        one: '{n} exécution',
        other: '{n} exécutions',
      })} sur ${ofRuns} ({verdicts}) de {kit} avec la bibliothèque {library}`,
  },

  builds: {
    title: 'Documents, référence et versions réelles',
    ruleByRule: 'Règle par règle, {runs}.',
    titles: { interface: 'Implémentations de l’interface', engine: 'Moteurs SQL Server' },
    columns: {
      rule: 'règle',
      documents: 'documents',
      reference: 'référence',
      realBuilds: 'versions réelles',
    },
    notSeen: 'pas vu',
    also: '(aussi {verdicts})',
    builds: 'Versions',
    against: '{one} contre {another} ; certifié : {reading}',
    departures: 'Écarts par rapport à un endroit des documents',
    runs: (count) => plural('fr', count, { one: 'd’après {n} exécution', other: 'd’après {n} exécutions' }),
    leftOut: (count) =>
      plural('fr', count, {
        one: '{n} exécution avec un défaut voulu laissée de côté',
        other: '{n} exécutions avec un défaut voulu laissées de côté',
      }),
  },
};
