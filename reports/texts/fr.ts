import { plural } from './plural.js';
import type { ReportTexts } from './report-texts.js';

/** The report's texts in French. */
export const FR: ReportTexts = {
  languageName: 'Français',
  title: 'Rapport de conformité VDI',
  windowTitle: '{verdict} : {target}, rapport de conformité VDI',
  skipToRules: 'Aller aux règles',
  languages: 'Langue',

  runVerdicts: {
    conformant: {
      name: 'Conforme',
      means: 'Tout ce que les documents exigent, et qui a été demandé, a été respecté.',
    },
    'not-conformant': {
      name: 'Non conforme',
      means: 'Au moins une règle que les documents exigent n’a pas été respectée.',
    },
    inconclusive: {
      name: 'Non concluant',
      means: 'Non certifié : tout ce qui a été demandé n’a pas pu être jugé.',
    },
  },
  verdicts: {
    pass: { name: 'Réussite', means: 'La règle a été respectée dans tous les cas essayés.' },
    'documents-disagree': {
      name: 'Documents en désaccord',
      means:
        'Ce qui a été vu est ce qu’une page dit et qu’une autre nie. Cela ne fait pas obstacle à la conformité.',
    },
    'not-applicable': { name: 'Sans objet', means: 'La règle ne s’applique pas ici.' },
    inconclusive: {
      name: 'Non concluant',
      means: 'La règle n’a pas pu être jugée ici ; elle n’est donc pas certifiée.',
    },
    fail: { name: 'Échec', means: 'La règle n’a pas été respectée.' },
  },
  levels: {
    MUST: 'Les documents l’exigent. Un écart rend l’exécution non conforme.',
    SHOULD:
      'Le bon sens l’exige, bien qu’aucune page ne le fasse. C’est un conseil, qui ne fait jamais obstacle à la conformité.',
    HAZARD:
      'Les documents mettent en garde. Il est noté si le fait a été observé ; ce n’est jamais un échec.',
  },
  subjects: {
    interface: 'L’interface',
    engine: 'SQL Server',
    client: 'Le client',
    all: 'Tout : l’interface, SQL Server et le client',
  },
  views: {
    inside: 'De l’intérieur : les appels du client ont été enregistrés dans son processus.',
    outside:
      'De l’extérieur : seuls ont été vus l’extrémité du serveur, les sessions, les processus et les objets nommés, et non les appels du client lui-même.',
  },
  sections: { lead: 'Introduction', 'Return Value': 'Valeur de retour', Remarks: 'Notes' },

  run: {
    allRules: (count) =>
      plural('fr', count, {
        one: '{n} règle, la seule, a été demandée.',
        other: 'Les {n} règles ont toutes été demandées.',
      }),
    someRules: (asked, known) =>
      plural('fr', asked, { one: '{n} règle sur ', other: '{n} règles sur ' }) +
      plural('fr', known, { other: '{n}' }) +
      plural('fr', asked, {
        one: ' a été demandée : le verdict ne porte que sur elle.',
        other: ' ont été demandées : le verdict ne porte que sur elles.',
      }),
    partOfRun:
      'Ceci est une partie d’une exécution. Les autres règles sont certifiées dans ses autres parties.',
    adviceAlone:
      'Aucune règle que les documents exigent n’a été demandée, et des conseils seuls ne certifient rien.',
    fault:
      'Ceci n’est pas une certification : la référence a été amenée exprès à mal se comporter, avec le défaut {fault}.',
    counts: 'Règles par verdict',
    rule: 'Règle',
    count: 'Règles',
    verdict: 'Verdict',
  },

  facts: {
    heading: 'Ce qui a été certifié, et avec quoi',
    subject: 'Objet',
    kit: 'Kit',
    target: 'Cible',
    library: 'Bibliothèque VDI',
    version: 'version {version}',
    registered: 'inscrite auprès de COM',
    sha256: 'SHA-256',
    instance: 'Instance',
    sqlServer: 'SQL Server',
    client: 'Programme client',
    view: 'Comment le client a été vu',
    fault: 'Défaut',
    shard: 'Partie d’une exécution',
    shardOf: '{index} sur {count}',
    started: 'Début',
    duration: 'Durée',
    seconds: '{seconds} s',
    processes: 'Processus que le kit a démarrés',
    seed: 'Graine aléatoire',
    noSeed: 'aucune : chaque scénario suit chaque fois les mêmes étapes',
    certificate: 'Certificat',
    signed: 'à côté de cette page : il énonce ce verdict, signé avec la clé',
  },

  problems: {
    heading: 'Problèmes du kit',
    explanation:
      'Quelque chose s’est mal passé dans le kit ou sur sa machine. Cela jette un doute sur ce qui a réussi, et n’excuse rien de ce qui a échoué.',
  },
  advice: {
    heading: 'Conseils',
    explanation: 'Règles du niveau SHOULD. Elles sont présentées à part et ne comptent pas dans le verdict.',
    allFollowed: 'Tous les conseils ont été suivis.',
    notFollowed: 'Non suivi',
    notConcluded: 'N’a pas pu être jugé',
  },

  trend: {
    heading: 'Évolution',
    picture:
      'Verdicts sur les règles dans les dernières exécutions, la plus ancienne d’abord ; exécutions : {count}.',
    table: 'La même chose sous forme de tableau',
    run: 'Exécution',
    certified: 'Ce qui a été certifié',
    verdict: 'Verdict',
    thisRun: 'cette exécution',
  },

  find: {
    heading: 'Chercher des règles',
    search: 'Recherche',
    searchHint: 'Identifiant, mots de la règle ou de ce qui a été constaté',
    verdict: 'Verdict',
    subject: 'Objet',
    level: 'Niveau',
    every: 'Tous',
    reset: 'Afficher toutes les règles',
    openAll: 'Ouvrir tous les détails',
    closeAll: 'Fermer tous les détails',
    shown: 'Règles affichées : {shown} sur {all}',
    none: 'Aucune règle ne correspond à votre recherche.',
  },

  rule: {
    heading: 'Règles',
    unknown: 'Ce kit ne connaît pas la règle.',
    found: 'Constaté',
    expected: 'Attendu',
    observed: 'Observé',
    departure: 'Premier écart',
    shouldHave: 'Ce qui aurait dû être fait',
    writtenIn: 'Écrit dans : {place}',
    contradiction: 'Les documents se contredisent',
    certified: 'Lecture qui est certifiée',
    usualCauses: 'Causes habituelles d’un échec',
    reading: 'Comment les documents sont lus',
    keeps: 'Règles de l’interface dont ceci montre le respect',
    howItIsTested: 'Comment la règle est vérifiée, et où elle est écrite',
    provoked: 'Comment le cas est provoqué',
    lookedAt: 'Ce qui est examiné',
    written: 'Où c’est écrit',
    sentence: '{section}, paragraphe {paragraph}, phrase {sentence}',
    row: '{section}, ligne {row}',
    together: 'À lire avec',
  },

  evidence: {
    heading: (cases) => plural('fr', cases, { other: 'Preuves : {n} cas' }),
    inEnglish:
      'Ce qui a été constaté et ce qui a été enregistré est donné en anglais, tel que le kit l’a noté.',
    events: (count) =>
      plural('fr', count, { one: '{n} événement décisif', other: '{n} événements décisifs' }),
    decided: 'décisif',
    bothEnds: 'Les deux extrémités de l’ensemble, côte à côte',
    printed:
      'D’un cas qui n’a pas échoué, seuls les premiers événements décisifs sont imprimés, six au plus.',
    noHistory: 'Aucun historique n’a été enregistré.',
    historyFile: 'Historique',
  },

  footer: {
    made: 'Établi par {kit} à partir de ce qu’il a enregistré. Chaque verdict peut être jugé de nouveau à partir des historiques.',
    machineReadable:
      'La même chose pour les programmes : run.json, junit.xml et le dossier histories, à côté de cette page.',
    noSentences:
      'Les règles sont énoncées dans les mots du kit lui-même. Les phrases de la documentation se trouvent sur les pages vers lesquelles mènent les liens. Une page sans lien, comme 0s1f, appartient à la spécification VDI de 2005.',
  },
};
