import { DOCUMENTATION_CHECK_FR } from './documentation-check.fr.js';
import { plural } from './plural.js';
import { RUNS_FR } from './runs.fr.js';
import type { TerminalTexts } from './terminal-texts.js';
import { VERIFY_FR } from './verify.fr.js';

/** The terminal's texts in French. */
export const TERMINAL_FR: TerminalTexts = {
  ...RUNS_FR,

  rule: {
    levels: {
      MUST: 'les documents l’exigent ; un écart met la cible en échec',
      SHOULD:
        'le bon sens l’exige, bien qu’aucune page ne le fasse ; présenté à part, cela ne fait jamais obstacle à la conformité',
      HAZARD: 'les documents mettent en garde ; ce qui a été observé est noté et n’est jamais un échec',
    },
    subjects: {
      interface: 'objet : l’interface, dont une implémentation est utilisée par ses deux extrémités',
      client:
        'objet : le client, un programme qui est l’extrémité du client ; vu dans son processus, ou de l’extérieur',
      engine:
        'objet : le moteur, un SQL Server qui est l’extrémité du serveur ; vu au moyen de T-SQL et d’un client',
    },
    documented: 'Ce qui est documenté',
    where: 'Où',
    together: 'à lire avec {page}',
    keeps: 'Règles de l’interface dont elle montre le respect',
    reading: 'Comment elle est lue',
    contradictions: 'Où les documents se contredisent',
    provoked: 'Comment le cas est provoqué',
    lookedAt: 'Ce qui est examiné',
    usualCauses: 'Causes habituelles d’un échec',
  },

  contradictions: {
    rules: 'règles :',
    see: 'voir',
    noRules: 'aucune ; seul le modèle d’explore la suit',
    noneKnown: 'aucune contradiction connue des documents ne concerne ces règles',
  },

  reports: {
    names: {
      page: 'page',
      summary: 'résumé',
      badge: 'badge',
      document: 'document',
      junit: 'rapport JUnit',
      histories: 'historiques',
      allureHtml: 'rapport Allure',
      allureData: 'données Allure',
      certificate: 'certificat',
    },
    notConformant:
      'ceci n’est pas un certificat de conformité : il déclare, signé, que le verdict de l’exécution est {verdict}',
    writingAllure: 'écriture du rapport Allure …',
  },

  heading: {
    labels: {
      target: 'cible',
      library: 'bibliothèque',
      client: 'client',
      instance: 'instance',
      server: 'serveur',
      shard: 'partie',
      fault: 'défaut',
    },
    asNamed: '{library}, comme indiqué avec --vdi',
    registered: 'inscrite auprès de COM',
    shardOf: '{index} sur {count}',
    fault: '{fault} : la référence se comporte mal exprès ; ceci n’est pas une certification',
    judged: (done, all) =>
      plural('fr', done, { one: `{n} règle sur ${all} jugée …`, other: `{n} règles sur ${all} jugées …` }),
  },

  run: {
    rules: (count) => plural('fr', count, { one: '{n} règle', other: '{n} règles' }),
    seconds: (seconds) => `${seconds.toFixed(1).replace('.', ',')} s`,
    within: 'en {time}',
    adviceAlone:
      'aucune règle que les documents exigent n’a été demandée, et des conseils seuls ne certifient rien ; en {time}',
    advice: 'conseils (SHOULD, à part du verdict)',
    viewInside: 'vue de l’intérieur : les appels du client ont été enregistrés dans son processus',
    viewOutside:
      'vue de l’extérieur : seuls l’extrémité du serveur, les sessions, les processus et les objets ont été vus',
    viewOutsideIn:
      'vue de l’extérieur : seuls l’extrémité du serveur, les sessions, les processus et les objets ont été vus dans {rules}',
    othersNotAskedFor: (asked, known) =>
      plural('fr', asked, {
        one: `pour {n} règle sur ${known} : les autres n’ont pas été demandées`,
        other: `pour {n} règles sur ${known} : les autres n’ont pas été demandées`,
      }),
    othersInOtherShards: (asked, known) =>
      plural('fr', asked, {
        one: `pour {n} règle sur ${known} : les autres sont certifiées dans d’autres parties de l’exécution`,
        other: `pour {n} règles sur ${known} : les autres sont certifiées dans d’autres parties de l’exécution`,
      }),
    bothEnds: 'les deux extrémités, cas {case}',
    documentedAt: 'documenté sur {page}',
    problem: 'problème du kit, {where}',
  },

  verify: VERIFY_FR,
  documentationCheck: DOCUMENTATION_CHECK_FR,
};
