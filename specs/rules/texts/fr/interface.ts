import type { Translations } from '../rule-texts.js';

/** The rules about an implementation of the interface, in French. Terms as the French page has them: ensemble, appareil, agent d’achèvement. */
export const INTERFACE_FR: Translations = {
  'CLOSE-01': {
    title: 'Un ensemble dont les appareils sont fermés se ferme avec NOERROR et disparaît',
    statement:
      'Close met fin à un ensemble qu’Open a ouvert : si tous les appareils ont été fermés auparavant, la réponse est NOERROR et l’ensemble n’existe plus ensuite.',
    provoked:
      'Une session de 1, 3 et 64 appareils est menée à sa fin normale dans les deux sens ; le serveur et le client appellent Close ; puis le même nom est de nouveau ouvert et créé.',
    lookedAt:
      'Le HRESULT de Close ; l’impossibilité pour un nouvel ensemble côté serveur d’ouvrir le nom ; la possibilité pour le client de créer aussitôt un ensemble du même nom.',
    usualCauses: [
      'un code de réussite autre que NOERROR (S_FALSE) est transmis tel quel depuis une couche inférieure',
      'les appareils fermés sont mal comptés lorsqu’il y en a plusieurs',
      'le nom est conservé par un objet qui survit à Close',
    ],
    adds: [
      'la fin normale : CloseDevice, VD_E_CLOSE chez le client, puis Close aux deux extrémités',
      'NOERROR dans l’état Normally terminated',
    ],
    madeFrom: 'd1020438',
  },
  'CLOSE-02': {
    title: 'Une fermeture réussie libère toutes les ressources',
    statement:
      'Un Close qui réussit ne laisse rien de l’ensemble dans le serveur : ni mappage, ni descripteur ou handle, ni thread, ni objet nommé.',
    reading:
      'Les pages anglaise et russe parlent des ressources de l’appareil, les pages française et italienne de celles de l’ensemble. L’ensemble comprend ses appareils : c’est la lecture la plus large qui est certifiée.',
    provoked:
      'Des sessions de 1, 3 et 64 appareils, dont une avec une deuxième zone de tampons, se terminent normalement ; en outre, un même processus mène de nombreuses sessions l’une après l’autre.',
    lookedAt:
      'Les mappages partagés, les descripteurs et les threads du serveur avant Open et après Close ; les objets nommés de l’ensemble une fois les deux extrémités fermées ; l’augmentation au fil des sessions répétées.',
    usualCauses: [
      'une zone de tampons ajoutée après EndConfiguration est oubliée',
      'un thread ou un handle d’attente n’est fermé que sur le chemin d’erreur',
    ],
    adds: ['le client garde ses propres ressources jusqu’à son propre Close'],
    madeFrom: 'ffe47373',
  },
  'CLOSE-03': {
    title: 'L’interface ne sert plus à rien ensuite',
    statement:
      'Après Close, l’interface de l’ensemble ne sert plus qu’à être libérée : chaque méthode refuse, aucune ne plante ni ne bloque, et le dernier Release répond zéro.',
    reading:
      'La table des états permettrait Open sur un ensemble qui n’existe pas ; cette page dit que l’interface doit être rendue. Le refus est certifié, avec n’importe quel HRESULT d’échec ; IsSharedBuffer refuse en ne répondant pas 1.',
    provoked:
      'Toutes les méthodes sauf Close sont appelées après un Close normal, après un Close avec des appareils ouverts et après un Close qui suit un abandon.',
    lookedAt: 'Chaque HRESULT, la fin de chaque appel, et ce que répond Release.',
    usualCauses: [
      'la configuration est renvoyée depuis une copie',
      'un pointeur mène à une mémoire dont Close a supprimé le mappage',
      'des appareils détiennent une référence sur l’ensemble',
    ],
    adds: ['VD_E_PROTOCOL lorsque l’ensemble n’existe pas'],
    madeFrom: '94f887bd',
  },
  'CLOSE-04': {
    title: 'Appareils encore ouverts : VD_E_PROTOCOL',
    statement: 'Close répond VD_E_PROTOCOL dès qu’un appareil de l’ensemble est encore ouvert.',
    reading:
      'La page est précise et la table générale : c’est la page qui est certifiée. Après SignalAbort, CloseDevice n’est pas exigé ; Close répond donc alors NOERROR (CLOSE-15).',
    provoked:
      'Close avec 1 appareil ouvert sur 1, 1 sur 3 et 64 sur 64, au repos et avec des commandes en suspens.',
    lookedAt: 'Le HRESULT de Close.',
    usualCauses: [
      'seul le premier ou le dernier appareil est examiné',
      'l’abandon implicite marque les appareils comme fermés avant qu’ils soient comptés',
    ],
    adds: [
      'la table des états donne NOERROR dans Active : cette page la contredit',
      'après SignalAbort, il n’est pas nécessaire de fermer les appareils',
    ],
    madeFrom: 'ab3381f7',
  },
  'CLOSE-05': {
    title: 'Avec des appareils ouverts, la mémoire partagée n’est plus mappée au retour de Close',
    statement:
      'Un Close avec des appareils encore ouverts supprime aussitôt le mappage de la mémoire partagée chez le serveur : à son retour, aucun tampon n’est plus mappé.',
    reading:
      '« Immédiatement » est pris à la lettre : au moment où Close est revenu, et non quand l’agent a pris fin.',
    provoked:
      'Close avec des appareils ouverts, sans aucune commande en suspens et avec de nombreuses, avec une et deux zones de tampons.',
    lookedAt:
      'La plage d’adresses de chaque tampon, depuis l’intérieur du processus juste après le retour de Close, et les mappages partagés du processus.',
    usualCauses: [
      'le mappage est laissé à l’agent d’achèvement ou au dernier Release',
      'seul le mappage de la première zone de tampons est supprimé',
    ],
    adds: [],
    madeFrom: '83d96e23',
  },
  'CLOSE-06': {
    title: 'Risque : toucher ensuite à un tampon provoque une violation d’accès',
    statement:
      'Un serveur qui, après un Close avec des appareils ouverts, continue d’utiliser ce que l’interface lui a remis s’expose à des violations d’accès.',
    provoked:
      'Dans un processus sacrifié à cet effet, un octet d’un tampon est lu, ou écrit, après un tel Close.',
    lookedAt: 'Si le processus a survécu.',
    usualCauses: [],
    adds: [],
    madeFrom: '18858ec7',
  },
  'CLOSE-07': {
    title: 'Avec des appareils ouverts, le client voit le traitement SignalAbort',
    statement:
      'Un Close avec des appareils ouverts fait au client ce que fait SignalAbort : les appels en attente et les suivants répondent VD_E_ABORT, les achèvements restent sans effet, SignalAbort et Close réussissent toujours, et les tampons que le client détient restent valides jusqu’à son propre Close.',
    reading:
      'Une page veut que les achèvements tardifs soient ignorés, une autre que CompleteCommand réponde VD_E_ABORT : les deux sont certifiés, la réponse et l’absence d’effet.',
    provoked:
      'Le serveur appelle Close pendant que le client attend dans GetCommand (1 et 3 appareils), attend dans GetConfiguration, détient des commandes ou n’en détient aucune ; puis le client appelle tout de nouveau.',
    lookedAt: 'Les HRESULT du client, et le contenu des tampons qu’il détient, avant son propre Close.',
    usualCauses: [
      'ceux qui attendent ne sont pas réveillés, ou reçoivent VD_E_CLOSE',
      'la mémoire partagée est détruite pour les deux extrémités',
      'l’état reste Active jusqu’à la prochaine expiration de délai du client',
    ],
    adds: [
      'ce qu’une fin anormale fait à chaque extrémité',
      'VD_E_ABORT quand l’une des extrémités a abandonné',
      'VD_E_ABORT quand l’abandon a été signalé',
      'les états du client',
    ],
    madeFrom: '0870ac2e',
  },
  'CLOSE-08': {
    title: 'L’agent ne revient qu’après avoir achevé chaque commande en suspens',
    statement:
      'Un agent d’achèvement en cours d’exécution quand Close est appelé achève toutes les commandes en suspens, et revient alors seulement à son appelant.',
    provoked:
      'Close avec 0, 1, 12 et 256 commandes en suspens sur 1, 3 et 64 appareils, en file d’attente et détenues par le client.',
    lookedAt: 'L’ordre des rappels et du retour de l’agent, tel qu’enregistré en code natif.',
    usualCauses: ['l’agent quitte sa boucle sur l’indicateur d’abandon avant d’avoir vidé sa file'],
    adds: ['il revient lors de Close ou de SignalAbort'],
    madeFrom: '6cf8007b',
  },
  'CLOSE-09': {
    title: 'Les commandes en suspens s’achèvent avec ERROR_OPERATION_ABORTED',
    statement:
      'Chaque commande en suspens lors de Close est achevée avec le code ERROR_OPERATION_ABORTED (995).',
    provoked: 'Comme CLOSE-08.',
    lookedAt: 'completionCode tel que chaque rappel l’a vu.',
    usualCauses: [
      'un HRESULT (VD_E_ABORT) à la place du code Win32',
      'un bloc de commande qui porte encore son ancien code',
    ],
    adds: ['comme si le client l’avait ainsi achevée'],
    madeFrom: 'beeaa49c',
  },
  'CLOSE-10': {
    title: 'Un rappel pour chaque commande en suspens, sur le thread de l’agent',
    statement:
      'Pour chaque commande en suspens lors de Close, le rappel a lieu exactement une fois, avec cette commande et son contexte, sur le thread qui a été prêté à l’agent ; et plus jamais pour une commande achevée auparavant.',
    provoked: 'Comme CLOSE-08, et avec des commandes que le client a achevées avant Close.',
    lookedAt:
      'Le nombre, la commande, le contexte et le thread des rappels, tels qu’enregistrés en code natif.',
    usualCauses: [
      'le thread qui ferme achève lui-même des commandes alors que l’agent le fait aussi',
      'un achèvement arrivé juste avant l’abandon est remis deux fois',
    ],
    adds: [
      'les rappels arrivent sur le thread prêté',
      'c’est l’agent qui fait le rappel ; le contexte appartient au serveur',
    ],
    madeFrom: 'b944718a',
  },
  'CLOSE-11': {
    title: 'Les erreurs libèrent, elles aussi, toutes les ressources',
    statement:
      'Close libère toutes les ressources de l’interface dans tous les cas : appareils ouverts, abandon par l’une ou l’autre extrémité, mort de l’autre extrémité, agent jamais exécuté.',
    provoked:
      'Close sur chacun de ces chemins ; et de nombreuses sessions abandonnées l’une après l’autre dans un même processus.',
    lookedAt:
      'Les mappages, les descripteurs et les threads du serveur avant Open et après Close, les objets nommés de l’ensemble, l’augmentation. Si des appareils étaient ouverts, CLOSE-05 examine les mappages.',
    usualCauses: ['un retour anticipé avant le nettoyage', 'un thread qui attend l’extrémité morte'],
    adds: ['les chemins qui mènent à une fin anormale'],
    madeFrom: '6dc29315',
  },
  'CLOSE-12': {
    title: 'Les tampons et les pointeurs d’appareil ne sont plus valides ensuite',
    statement:
      'Après Close, aucun tampon et aucune interface d’appareil issus de l’ensemble ne servent plus : les tampons ne sont pas mappés, et aucun appel sur un appareil ne réussit.',
    reading:
      'La page rend les pointeurs non valides et ne promet donc rien d’un appel sur l’un d’eux : un refus et un plantage du processus (sacrifié à cet effet) sont tous deux acceptés ; la réussite ne l’est pas.',
    provoked:
      'SendCommand et CloseDevice sur des pointeurs d’appareil après un Close réussi, après un Close avec des appareils ouverts et après un Close qui suit un abandon.',
    lookedAt: 'Leurs HRESULT, et si les adresses des tampons sont mappées.',
    usualCauses: [
      'un appareil qui garde un mappage à lui',
      'CloseDevice répond NOERROR quand il n’y a rien à faire',
    ],
    adds: ['après un abandon, aucune action n’a lieu'],
    madeFrom: 'a7048c2d',
  },
  'CLOSE-13': {
    title: 'L’agent est revenu et la bibliothèque peut être déchargée',
    statement:
      'Après Close, l’agent d’achèvement revient à son appelant ; une fois qu’il est revenu et que tout est libéré, la bibliothèque peut être déchargée et le processus continue sans dommage.',
    reading:
      'La phrase oblige le serveur à attendre l’agent. Pour une implémentation, cela signifie que cette attente doit prendre fin et que rien de la bibliothèque ne continue de s’exécuter derrière elle.',
    provoked:
      'Après Close (normal ; appareils ouverts avec des commandes en suspens), l’agent est attendu, tout est libéré, la bibliothèque est déchargée (sous Windows, COM est également rendu : CoFreeUnusedLibrariesEx, CoUninitialize) et le processus se termine en bon ordre.',
    lookedAt:
      'Le retour de l’agent, DllCanUnloadNow, la présence du module, les threads de la bibliothèque, la façon dont le processus se termine.',
    usualCauses: [
      'l’agent attend un réveil que Close ne donne pas',
      'un compteur de références ou de verrous qui ne revient pas à zéro',
      'un thread ou une routine de fin de thread de la bibliothèque qui continue de s’exécuter',
    ],
    adds: [],
    madeFrom: 'cd246f7c',
  },
  'CLOSE-14': {
    title: 'Sans agent en cours d’exécution, Close revient et libère quand même',
    statement:
      'Quand aucun agent d’achèvement ne s’exécute, Close revient malgré tout et libère ce que l’ensemble détenait.',
    provoked:
      'Close sans aucun agent : ensemble connecté, configurable, en initialisation sans aucun appareil ouvert et avec tous les appareils ouverts.',
    lookedAt: 'Que Close revient dans sa limite de temps, et les ressources avant Open et après.',
    usualCauses: ['Close attend un agent que personne n’a démarré'],
    adds: ['les états dans lesquels aucun agent ne peut s’exécuter'],
    madeFrom: '609fcb9b',
  },
  'CLOSE-15': {
    title: 'Close depuis chaque état',
    statement:
      'Depuis chaque état de l’ensemble, Close donne le résultat documenté, le client d’un ensemble qui n’avait pas pris fin voit un abandon, et l’ensemble disparaît.',
    reading:
      'Dans Active avec des appareils ouverts, VD_E_PROTOCOL (la page) s’oppose à NOERROR (la table) : c’est la page qui est certifiée. Après SignalAbort : NOERROR.',
    provoked:
      'Close dans Connected, Configurable, Initializing, Active, Normally terminated, et dans Abnormally terminated du fait de l’une ou de l’autre extrémité.',
    lookedAt:
      'Le HRESULT, ce qui est dit au client, et si un nouvel ensemble côté serveur peut ouvrir le nom.',
    usualCauses: [
      'un état dans lequel Close est refusé',
      'un client qui attend dans GetConfiguration est oublié',
    ],
    adds: ['les états de l’ensemble chez le serveur, et Close dans chacun d’eux', 'les états chez le client'],
    madeFrom: '56f38192',
  },
  'CLOSE-16': {
    title: 'Rien à fermer : VD_E_PROTOCOL, sans effet',
    statement:
      'Le Close d’un ensemble qui n’a jamais été ouvert, et un second Close, répondent VD_E_PROTOCOL et ne changent rien.',
    provoked:
      'Close avant Open, après quoi une session entière doit encore fonctionner (un autre processus a ouvert un ensemble auparavant : la machine le permet) ; puis un deuxième et un troisième Close, pendant qu’une nouvelle session du même processus est en cours.',
    lookedAt: 'Les HRESULT, et que la session n’est pas perturbée.',
    usualCauses: [
      'le second Close libère de nouveau ce qui appartient désormais à un autre ensemble',
      'aucun état n’est tenu pour « fermé »',
    ],
    adds: ['VD_E_PROTOCOL lorsque l’ensemble n’existe pas'],
    madeFrom: '923ec6c7',
  },
  'CLOSE-17': {
    title: 'Risque : décharger la bibliothèque pendant que l’agent s’exécute',
    statement:
      'Si la bibliothèque est déchargée pendant que l’agent d’achèvement s’y trouve encore, le processus peut planter.',
    provoked:
      'Dans un processus sacrifié à cet effet, la bibliothèque est déchargée sous un agent en cours d’exécution (sous Windows, COM est également rendu), qui est ensuite réveillé.',
    lookedAt: 'Si le processus a survécu, et si le module est encore présent.',
    usualCauses: [],
    adds: [],
    madeFrom: '70225abf',
  },
};
