import { plural } from './plural.js';
import type { VerifyTexts } from './verify-texts.js';

/** What `verify` shows in French. */
export const VERIFY_FR: VerifyTexts = {
  labels: {
    states: 'déclare',
    library: 'bibliothèque',
    program: 'programme',
    server: 'serveur',
    target: 'cible',
    ruleSet: 'jeu de règles',
    documentation: 'documentation',
    signedBy: 'signé par',
    histories: 'historiques',
    sentences: 'phrases',
  },
  states: (asked, known) =>
    plural('fr', asked, {
      one: `{verdict} pour {n} règle sur ${known}, exécution du {time}`,
      other: `{verdict} pour {n} règles sur ${known}, exécution du {time}`,
    }),
  ruleSet: '{version} sha256 {digest}, version du kit : {kit}',
  revision: 'révision {digest}',
  unknown: 'inconnu',
  noKey: 'aucune des clés publiques indiquées',
  good: '{keys} : signature valable',
  noHistories: 'non indiqués (--histories) : les constats reposent sur la parole du signataire',
  histories: (asSigned, judgedAgain) =>
    `conformes à la signature : ${asSigned}, jugés de nouveau : ${judgedAgain}`,
  things: {
    envelope: 'enveloppe',
    signature: 'signature',
    'key id': 'identifiant de clé',
    'unknown signer': 'signataire inconnu',
    statement: 'déclaration',
    subject: 'objet',
    configuration: 'configuration',
    result: 'résultat',
    verdict: 'verdict',
    'rule set': 'jeu de règles',
    documentation: 'documentation',
    finding: 'constat',
    history: 'historique',
  },
  otherVersion: 'autre version',
  outcomes: {
    false: 'faux : ce n’est pas ce qui a été signé, ou cela ne découle pas de ses preuves',
    unknownSigner: 'signataire inconnu : il peut être de n’importe qui',
    otherVersion:
      'pas faux, et pas jugé de nouveau : sa signature est valable, et ses règles ne sont pas celles de ce kit',
    conformant: 'authentique : un certificat de conformité',
    notConformant:
      'authentique, et pas un certificat de conformité : il déclare que le verdict de l’exécution est {verdict}',
  },
  changed: 'Avertissement : phrases de {page} sur lesquelles il repose et qui ont changé',
  vanished: 'Avertissement : phrases de {page} sur lesquelles il repose et qui ont disparu',
  toDo: 'voir si ses règles disent ce que la page dit maintenant ; certifier de nouveau avec un kit dont les règles ont été écrites d’après elle',
  notThere: 'absentes',
};
