import type { ContradictionTranslations } from './contradiction-texts.js';

const ONE_ANSWER_FOR_A_STATE =
  'La page a un code pour ce cas précis ; la table n’a qu’une réponse pour tout un état.';

/** The contradictions in French. */
export const CONTRADICTIONS_FR: ContradictionTranslations = {
  'contradiction.close-with-open-devices': {
    title: 'Le Close du serveur avec des appareils ouverts',
    one: 'VD_E_PROTOCOL indique que des appareils n’avaient pas été fermés.',
    another: 'NOERROR, que des appareils soient ouverts ou non.',
    reading: 'VD_E_PROTOCOL.',
    reason:
      'La page traite de ce cas précis et en parle deux fois ; la table n’a qu’une réponse pour tout un état.',
    madeFrom: 'f670f3ee',
  },
  'contradiction.close-after-abort': {
    title: 'Le Close du serveur après un abandon, quand des appareils n’ont jamais été fermés',
    one: 'Les appareils doivent être fermés d’abord ; sinon, VD_E_PROTOCOL.',
    another:
      'Après SignalAbort, aucun appareil n’a à être fermé ; la table des états (0s1f) donne alors NOERROR pour Close.',
    reading: 'NOERROR.',
    reason:
      'Un abandon lève l’obligation de fermer les appareils : un Close qui s’en passe n’enfreint donc aucune règle ; la table est du même avis.',
    madeFrom: '2c992d9b',
  },
  'contradiction.client-close-with-open-devices': {
    title: 'Le Close du client avec des appareils ouverts',
    one: 'VD_E_OPEN ; l’ensemble est abandonné et ses ressources sont libérées.',
    another: 'NOERROR, et l’ensemble disparaît.',
    reading:
      'VD_E_OPEN, avec l’abandon. Les règles examinent l’abandon ; seul le modèle exige cette réponse.',
    reason: 'La page traite de ce cas précis ; la table n’a qu’une réponse pour tout un état.',
    madeFrom: '0d511b0f',
  },
  'contradiction.client-close-after-abort': {
    title: 'Le Close du client après un abandon, quand des appareils n’ont jamais été fermés',
    one: 'VD_E_OPEN indique que des appareils n’avaient pas été fermés ; aucune exception n’est faite pour un abandon.',
    another: 'NOERROR. La page elle-même, plus bas, laisse fermer un client qui a connaissance de l’abandon.',
    reading: 'NOERROR.',
    reason:
      'Après un abandon, plus rien ne met fin à un appareil : un client qui ferme alors fait tout ce qu’il peut ; l’extrémité du serveur est lue de la même manière.',
    madeFrom: '94f8871e',
  },
  'contradiction.close-device-twice': {
    title: 'CloseDevice sur un appareil fermé',
    one: 'VD_E_CLOSE pour un appareil déjà fermé.',
    another: 'NOERROR, bien que tous les appareils soient fermés dans cet état.',
    reading: 'VD_E_CLOSE.',
    reason: ONE_ANSWER_FOR_A_STATE,
    madeFrom: 'ed324e94',
  },
  'contradiction.completion-after-abort': {
    title: 'CompleteCommand après un abandon',
    one: 'Ce que le client achève alors est sans effet ; il n’est pas dit que l’appel est refusé.',
    another: 'VD_E_ABORT : l’appel est refusé ; il n’est pas dit qu’il est sans effet.',
    reading:
      'VD_E_ABORT, et aucun effet. Un client informé de l’abandon ne fait pas de nouvelle tentative sur cet appareil.',
    reason:
      'La réponse et l’absence d’effet peuvent être respectées toutes deux ; aucun des deux endroits ne nie la moitié de l’autre.',
    madeFrom: '9b92e149',
  },
  'contradiction.agent-end': {
    title: 'Quand l’agent d’achèvement prend fin après une fin normale',
    one: 'Il ne revient pas avant l’appel de Close ou de SignalAbort.',
    another:
      'Il prend fin une fois tous les appareils fermés ; les deux extrémités ferment ensuite l’ensemble.',
    reading:
      'Avec Close ou SignalAbort ; plus tôt, une fois tous les appareils fermés, c’est accepté. Après Close, il doit être revenu.',
    reason:
      'Un serveur doit attendre l’agent dans les deux cas, et n’a besoin d’aucun moment précis de son retour avant Close.',
    madeFrom: 'c94a0ed5',
  },
  'contradiction.begin-configuration-arguments': {
    title: 'L’ordre des arguments de BeginConfiguration',
    one: 'L’alignement vient en deuxième et la taille de bloc en troisième.',
    another: 'Depuis 2004, la taille de bloc vient en deuxième et l’alignement en troisième.',
    reading:
      'L’ordre de l’en-tête ; les scénarios passent des valeurs pour lesquelles les deux ordres reviennent au même.',
    reason: 'Les programmes sont compilés avec l’en-tête : son ordre est l’interface binaire.',
    madeFrom: 'b16f8ada',
  },
  'contradiction.configuration-after-abort': {
    title: 'BeginConfiguration, RequestBuffers et EndConfiguration après un abandon',
    one: 'VD_E_PROTOCOL pour chacun d’eux.',
    another: 'VD_E_ABORT ; de même les pages de RequestBuffers et d’EndConfiguration.',
    reading: 'L’un ou l’autre, et de même pour QueryAvailableBuffers.',
    reason: 'Les deux refusent l’appel, et un serveur qui essuie un refus a la même chose à faire : fermer.',
    madeFrom: '412a999d',
  },
  'contradiction.open-device-when-all-are-open': {
    title: 'L’OpenDevice du serveur quand tous les appareils sont ouverts',
    one: 'VD_E_OPEN.',
    another: 'VD_E_PROTOCOL.',
    reading: 'VD_E_OPEN.',
    reason: ONE_ANSWER_FOR_A_STATE,
    madeFrom: 'f658c46d',
  },
  'contradiction.get-command-outside-active': {
    title: 'GetCommand avant que tous les appareils soient ouverts, et sur un appareil qui a pris fin',
    one: 'VD_E_PROTOCOL dans les deux cas.',
    another:
      'VD_E_TIMEOUT quand aucune commande n’arrive à temps, VD_E_CLOSE quand le serveur a fermé l’appareil ; VD_E_PROTOCOL ne compte pas parmi ses réponses.',
    reading: 'L’un ou l’autre.',
    reason: 'Aucune commande n’arrive dans aucun de ces cas, et un client ne peut compter sur rien de plus.',
    madeFrom: '3c487fb7',
  },
  'contradiction.send-command-codes': {
    title: 'Ce que SendCommand répond quand la file est pleine et quand un appareil est en erreur',
    one: 'VD_E_QUEUE_FULL et VD_E_IO_ERROR.',
    another: 'Ces codes n’existent pas ; VD_E_BUSY est le plus proche du premier, aucun ne l’est du second.',
    reading:
      'Selon l’effet : n’importe quel échec, avec le rappel et le code d’achèvement que la page prévoit pour lui.',
    reason:
      'Un code qu’aucun en-tête ne définit ne peut pas être exigé, et les programmes examinent le rappel.',
    madeFrom: 'dbc36d8a',
  },
  'contradiction.names-of-methods': {
    title: 'Des méthodes et des champs que les textes nomment et que l’interface n’a pas',
    one: 'Un serveur termine la configuration avec CompleteConfiguration ; d’autres pages nomment SetConfiguration, GetBuffer et completionFunction.',
    another:
      'EndConfiguration, BeginConfiguration, AllocateBuffer et completionRoutine ; les autres n’y sont pas.',
    reading: 'Les noms de l’en-tête.',
    reason: 'Seul ce que l’en-tête déclare peut être appelé.',
    madeFrom: '1ca2e713',
  },
  'contradiction.is-shared-buffer': {
    title: 'Ce que répond IsSharedBuffer',
    one: 'TRUE ou FALSE.',
    another: 'Un HRESULT, dans lequel 0 est une réussite, et 1 aussi.',
    reading:
      '1 est un tampon partagé et 0 n’en est pas un ; sur un ensemble fermé, tout ce qui n’est pas 1 est un refus.',
    reason:
      'Lue comme un HRESULT, la valeur ne pourrait pas répondre à la question pour laquelle la méthode existe ; un HRESULT d’échec n’est pas 1.',
    madeFrom: 'ddfa9ea0',
  },
  'contradiction.open-after-close': {
    title: 'Open sur une interface qui a été fermée',
    one: 'L’interface ne sert plus à rien et doit être rendue.',
    another: 'NOERROR quand l’ensemble n’existe pas, ce qui est l’état auquel Close mène.',
    reading: 'Un refus, avec n’importe quel HRESULT d’échec.',
    reason: 'La page parle d’une interface après Close ; la table ne la distingue pas d’une interface neuve.',
    madeFrom: '3ba14d60',
  },
  'contradiction.resources-of-what': {
    title: 'De quoi Close libère les ressources : les langues d’une même page se contredisent',
    one: 'Celles de l’appareil virtuel, en anglais et en russe.',
    another: 'Celles de l’ensemble entier, en français et en italien.',
    reading: 'Celles de l’ensemble, y compris ses appareils.',
    reason:
      'Un ensemble a plusieurs appareils : il ne peut donc pas s’agir d’un seul ; la lecture la plus large respecte aussi la plus étroite.',
    madeFrom: '24cb9ba7',
  },
};
