import type { Translation, Translations } from '../rule-texts.js';

const NORMAL_END = 'la fin normale : CloseDevice, VD_E_CLOSE chez le client, puis Close aux deux extrémités';
const ABORT =
  'un abandon met fin à GetConfiguration et à GetCommand avec VD_E_ABORT, ne remet plus rien, et est suivi de Close ; un processus qui a pris fin compte comme un abandon';
const COMMANDS = 'les états du client : quelle réponse reçoit chaque appel, y compris après un abandon';
const COMPLETING =
  'une commande remise par GetCommand est achevée une fois, avec un code d’achèvement et le nombre d’octets transférés';
const CLIENT_CLOSE = 'le client ferme son ensemble ; l’interface peut ensuite resservir';

const ENDED =
  'Si le client a pris fin de lui-même dans sa limite de temps, et comment ; ses appels de Close ; les objets nommés de l’ensemble une fois qu’il a pris fin.';

const STAYS = [
  'un thread de travail apprend l’abandon, mais pas les autres : ils attendent sans fin',
  'GetConfiguration ou GetCommand est appelé avec un délai infini, et son résultat n’est pas examiné',
  'l’ensemble n’est pas fermé sur le chemin de sortie d’une erreur',
];

const AS_NORMAL = 'Comme pour une sauvegarde normale.';

/** A rule about one way in which the server ends the set. */
function aborted(
  texts: Pick<Translation, 'title' | 'provoked' | 'madeFrom'> & Partial<Translation>,
): Translation {
  return {
    statement:
      texts.title +
      ' : le client s’arrête dans sa limite de temps et ne plante pas, ferme son ensemble une fois et ne laisse derrière lui aucun objet nommé.',
    lookedAt: ENDED,
    usualCauses: STAYS,
    adds: [ABORT, COMMANDS, CLIENT_CLOSE],
    ...texts,
  };
}

/** The rules about a vendor's client, in French. */
export const CLIENT_FR: Translations = {
  'CLIENT-CLOSE-01': {
    title: 'Sauvegarde et restauration normales : chaque appareil est vidé, et l’ensemble est fermé une fois',
    statement:
      'Le client exécute des commandes jusqu’à ce que chaque appareil réponde VD_E_CLOSE, puis ferme son ensemble, une seule fois, et annonce la réussite.',
    provoked: 'Une sauvegarde, et une sauvegarde avec sa restauration, avec 1 et avec 3 appareils.',
    lookedAt:
      'La dernière réponse de GetCommand de chaque appareil ; les appels de Close ; ce que le client a annoncé ; ce que SQL Server a annoncé.',
    usualCauses: [
      'l’ensemble est fermé quand les données sont complètes, et non quand les appareils ont fini',
      'chaque thread ferme l’ensemble',
      'un échec à la fermeture du support est annoncé après la réussite',
    ],
    adds: [NORMAL_END, CLIENT_CLOSE],
    madeFrom: '9c2e22d4',
  },
  'CLIENT-CLOSE-02': {
    title: 'Une restauration rend les octets de la sauvegarde',
    statement:
      'Ce que le client rend pour une restauration est ce que la sauvegarde lui a remis, octet pour octet.',
    reading:
      'Si une restauration demande des transferts d’une autre taille que ceux de la sauvegarde, c’est la parole de SQL Server qui décide.',
    provoked: 'Une sauvegarde et sa restauration, avec 1 et avec 3 appareils.',
    lookedAt: 'La somme de contrôle de chaque transfert ; ce que SQL Server a annoncé de la restauration.',
    usualCauses: [
      'une écriture tronquée est achevée comme si elle avait été entière',
      'les flux des appareils sont intervertis',
    ],
    adds: [NORMAL_END, COMPLETING],
    madeFrom: '388e9690',
  },
  'CLIENT-CLOSE-03': aborted({
    title: 'Le serveur ferme pendant que le client attend dans GetConfiguration',
    provoked: 'Le serveur ouvre l’ensemble, ne le configure pas, et le ferme pendant que le client attend.',
    madeFrom: '2dc1bc30',
  }),
  'CLIENT-CLOSE-04': aborted({
    title: 'Le serveur ferme avant que le client ait ouvert ses appareils',
    provoked:
      'Le client est retenu à l’entrée d’OpenDevice pendant que le serveur ferme l’ensemble, qui est configuré ; 1 et 3 appareils.',
    madeFrom: '9cc41063',
  }),
  'CLIENT-CLOSE-05': aborted({
    title: 'Le serveur ferme pendant que le client attend dans GetCommand',
    provoked:
      'Tous les appareils sont ouverts, aucune commande n’a été envoyée, et le client attend sur chacun ; 1 et 3 appareils.',
    madeFrom: '937fa4ff',
  }),
  'CLIENT-CLOSE-06': aborted({
    title: 'Le serveur ferme pendant que le client détient des commandes',
    provoked:
      'Le client est retenu à l’entrée de CompleteCommand, avec une commande, ou avec une de chacun de 3 appareils, pendant que le serveur ferme l’ensemble.',
    madeFrom: '868da227',
  }),
  'CLIENT-CLOSE-07': aborted({
    title: 'Le serveur ferme entre deux commandes',
    provoked:
      'Le serveur ferme l’ensemble quand une commande a été achevée et qu’aucune autre n’a été envoyée ; et quand l’un de 2 appareils est fermé.',
    madeFrom: 'b7c1702b',
  }),
  'CLIENT-CLOSE-08': aborted({
    title: 'Le serveur ferme, et la session T-SQL continue',
    provoked: 'Le serveur ferme l’ensemble ; l’instruction dont il dépend ne prend pas fin avant le client.',
    usualCauses: ['l’instruction est attendue, et l’ensemble n’est pas examiné', ...STAYS],
    madeFrom: 'd3774301',
  }),
  'CLIENT-CLOSE-09': aborted({
    title: 'Le serveur signale un abandon',
    provoked:
      'Le serveur appelle SignalAbort pendant que le client attend dans GetConfiguration, est sur le point d’ouvrir ses appareils, attend dans GetCommand, détient une commande, et en détient plusieurs.',
    madeFrom: '2425dba1',
  }),
  'CLIENT-CLOSE-10': aborted({
    title: 'Le processus du serveur meurt',
    provoked:
      'Il est mis fin au processus du serveur pendant que le client attend dans GetConfiguration, attend dans GetCommand, détient une commande, et en détient plusieurs.',
    usualCauses: ['la connexion de la session T-SQL est retentée sans fin', ...STAYS],
    madeFrom: '2429a7be',
  }),
  'CLIENT-CLOSE-11': aborted({
    title: 'La sauvegarde est refusée, et aucun serveur ne vient',
    provoked: 'Le client demande la sauvegarde d’une base de données qui n’existe pas.',
    usualCauses: ['GetConfiguration est attendu, bien que l’instruction ait échoué', ...STAYS],
    madeFrom: '22b8b77d',
  }),
  'CLIENT-CLOSE-12': aborted({
    title: 'La session de la sauvegarde est terminée par KILL',
    provoked:
      'La session est terminée par KILL pendant que le client attend dans GetCommand, détient une commande, et en détient plusieurs.',
    madeFrom: '3bbd3204',
  }),
  'CLIENT-CLOSE-13': {
    title: 'Le support du client est en panne',
    statement:
      'Quand rien ne peut être écrit sur l’un de ses supports, le client achève une commande avec une erreur, ou abandonne ; la sauvegarde ne réussit pas, et le client n’annonce aucune réussite, ferme son ensemble une fois et prend fin.',
    provoked:
      'Une sauvegarde vers un fichier où chaque écriture échoue faute d’espace ; une sauvegarde avec 3 appareils où le fichier du deuxième, s’il porte le nom de celui du premier suivi de .1, ne peut pas être créé.',
    lookedAt: 'Ce que SQL Server et le client ont annoncé. ' + ENDED,
    usualCauses: [
      'une écriture tronquée, ou en échec, est achevée avec succès',
      'un thread de travail en échec ne le dit à personne, et les autres attendent',
      'l’erreur du dernier vidage, ou de la fermeture du fichier, n’est pas examinée',
    ],
    adds: [COMPLETING, ABORT],
    madeFrom: 'f081f641',
  },
  'CLIENT-CLOSE-14': {
    title: 'Une commande que le client ne connaît pas',
    statement:
      'Une commande dont le client ne connaît pas le code est achevée, et avec un autre code que celui de la réussite.',
    reading:
      'ERROR_NOT_SUPPORTED est ce que disent les pages des exemples ; tout code d’achèvement autre que celui de la réussite est accepté.',
    provoked: 'La première commande porte le code 99.',
    lookedAt: 'Le code d’achèvement de cette commande.',
    usualCauses: [
      'la branche par défaut achève avec succès',
      'les commandes inconnues sont laissées de côté',
    ],
    adds: [COMPLETING],
    madeFrom: '90e30385',
  },
  'CLIENT-CLOSE-15': {
    title: 'Transferts d’aucun octet, et d’autant d’octets que convenu',
    statement:
      'Un transfert de zéro octet, et des transferts de la plus grande taille de la configuration, se passent bien.',
    provoked:
      'Une sauvegarde et sa restauration avec un premier transfert d’aucun octet ; et avec les plus grands transferts.',
    lookedAt: AS_NORMAL,
    usualCauses: [
      'un tampon de taille fixe',
      'un transfert d’aucun octet est pris pour une erreur ou pour une fin',
    ],
    adds: [COMPLETING, NORMAL_END],
    madeFrom: 'e0ccef35',
  },
  'CLIENT-CLOSE-16': {
    title: 'Soixante-quatre appareils',
    statement:
      'Une sauvegarde avec autant d’appareils qu’un ensemble peut en avoir se termine comme une sauvegarde qui en a peu.',
    provoked: 'Une sauvegarde avec 64 appareils.',
    lookedAt: AS_NORMAL,
    usualCauses: [
      'une limite au nombre d’objets que l’on peut attendre à la fois',
      'un seul thread sert les appareils l’un après l’autre',
    ],
    adds: [NORMAL_END],
    madeFrom: '2764381c',
  },
  'CLIENT-CLOSE-17': {
    title: 'La zone de préfixe que le client a demandée',
    statement:
      'Un client qui demande une zone de préfixe devant ses tampons fait de bonnes sauvegardes lorsqu’il l’obtient.',
    provoked: 'Une sauvegarde et sa restauration, dans lesquelles le serveur accorde la zone demandée.',
    lookedAt: AS_NORMAL + ' Sans objet pour un client qui n’en demande pas.',
    usualCauses: [
      'la zone est comptée avec les données',
      'il est écrit dans la zone plus que ce qui a été demandé',
    ],
    adds: [NORMAL_END],
    madeFrom: 'dddaa3ea',
  },
  'CLIENT-CLOSE-18': {
    title: 'Une commande est achevée une fois, et par celui à qui elle a été remise',
    statement:
      'Le client n’achève aucune commande deux fois, ni aucune commande qui ne lui a pas été remise.',
    provoked:
      'Une sauvegarde avec 3 appareils ; le serveur ferme entre deux commandes, et pendant que des commandes sont détenues.',
    lookedAt: 'Chaque GetCommand et chaque CompleteCommand, par appareil et par commande.',
    usualCauses: [
      'une commande est achevée là où elle a échoué, puis de nouveau lors du nettoyage',
      'une commande d’un appareil est achevée sur un autre',
    ],
    adds: [COMPLETING],
    madeFrom: '1ef1fd3e',
  },
  'CLIENT-CLOSE-19': {
    title: 'Une fois informé de l’abandon, un client ne continue pas',
    statement:
      'Quand un appel sur un appareil a reçu VD_E_ABORT, ni GetCommand ni CompleteCommand ne suivent sur cet appareil ; quand c’est GetConfiguration ou OpenDevice, ni l’un ni l’autre ne suivent sur son thread.',
    reading:
      'Les autres appareils, et les autres threads de l’ensemble, peuvent ne pas le savoir encore : chacun est jugé sur ce qui y a été annoncé. La page sur l’abandon rend sans conséquence les achèvements tardifs ; c’est la table des états qui demande de ne pas les tenter.',
    provoked:
      'Le serveur ferme, ou abandonne, pendant que le client attend dans GetConfiguration ou GetCommand, vient d’achever une commande, en détient une, et en détient plusieurs.',
    lookedAt:
      'Les appels sur chaque appareil après son premier VD_E_ABORT ; de même, ceux de chaque thread sur l’ensemble.',
    usualCauses: [
      'le résultat de CompleteCommand n’est pas examiné',
      'la boucle continue quelle que soit l’erreur',
    ],
    adds: [ABORT, COMMANDS],
    madeFrom: '9dd6475e',
  },
  'CLIENT-CLOSE-20': {
    title: 'Un tampon n’est plus touché une fois sa commande achevée',
    statement: 'Le client n’écrit pas dans le tampon d’une commande qu’il a achevée.',
    provoked:
      'Des restaurations, avec les tampons des commandes achevées protégés, et sans cette protection.',
    lookedAt:
      'Si une écriture dans un tampon protégé a provoqué une violation d’accès ; si la somme de contrôle d’un tampon avait changé quand le serveur s’en est resservi.',
    usualCauses: ['une lecture encore en cours quand sa commande est achevée'],
    adds: [COMPLETING],
    madeFrom: '1197defc',
  },
  'CLIENT-CLOSE-21': {
    title: 'Aucun thread n’est dans la bibliothèque quand elle est quittée',
    statement:
      'Quand le client rend son ensemble, ou prend fin, aucun de ses threads n’est dans un appel de l’ensemble ou d’un appareil ; aucun appel n’est fait une fois l’ensemble fermé.',
    reading:
      'La page le dit de l’agent d’achèvement du serveur. Les threads d’un client sont dans la même bibliothèque, et le déchargement a sur eux le même effet.',
    provoked:
      'Une sauvegarde avec 3 appareils ; le serveur ferme quand l’un de 3 appareils est fermé, pendant qu’une commande est détenue, et pendant que le client attend dans GetConfiguration.',
    lookedAt:
      'Les appels qui n’étaient pas revenus quand l’ensemble a été fermé ou libéré, ou quand le processus a pris fin.',
    usualCauses: ['les threads ne sont pas attendus', 'ExitProcess ou _exit au lieu d’une fin en bon ordre'],
    adds: [CLIENT_CLOSE],
    madeFrom: '792f7f3d',
  },
  'CLIENT-CLOSE-22': {
    title: 'Après une mauvaise fin, le client peut aussitôt repartir',
    statement:
      'Une sauvegarde du même ensemble vers le même support, aussitôt après une sauvegarde que le serveur avait fermée, réussit.',
    provoked:
      'Le serveur ferme pendant que le client attend ou détient des commandes ; quand le client a pris fin, il est relancé.',
    lookedAt: 'Ce que la seconde exécution et SQL Server ont annoncé ; les objets nommés.',
    usualCauses: [
      'un fichier de verrouillage ou un support à moitié écrit subsiste',
      'l’ensemble est encore là',
    ],
    adds: [ABORT, NORMAL_END],
    madeFrom: '0edad9a0',
  },
  'CLIENT-CLOSE-23': {
    title: 'Une sauvegarde abandonnée, ou refusée, est annoncée comme un échec',
    statement:
      'Après un abandon, et quand sa sauvegarde a été refusée, le client n’annonce pas de réussite, ni par son code de sortie ni par ce qu’il affiche.',
    reading: 'Aucune page ne dit comment un programme annonce un échec ; le bon sens le dit.',
    provoked:
      'Le serveur ferme, ou abandonne, pendant que le client attend ou détient des commandes ; le client demande la sauvegarde d’une base de données qui n’existe pas.',
    lookedAt: 'Le code de sortie, et la sortie du programme si la configuration indique un motif.',
    usualCauses: [
      'le code de sortie est celui du dernier nettoyage',
      'seules les erreurs du support sont annoncées',
    ],
    adds: [ABORT],
    madeFrom: '14b01475',
  },
};
