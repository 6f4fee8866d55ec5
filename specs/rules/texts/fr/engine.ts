import type { Translations } from '../rule-texts.js';

const NORMAL_END = 'la fin normale : CloseDevice, VD_E_CLOSE chez le client, puis Close aux deux extrémités';
const ABORT =
  'un abandon par l’une des extrémités parvient à l’autre, et la mort d’un client compte comme un abandon';
const NUMBERS =
  '3013 fin anormale ; 3014 réussite, 3262 pour RESTORE VERIFYONLY ; 3202, 3203 et 3271 erreurs d’un appareil ; 3041 et 18210 dans ERRORLOG';

const SILENT =
  'L’erreur d’appareil qui précède 3013 n’est documentée que pour un abandon par le client ; ici, n’importe laquelle est acceptée. ' +
  'L’erreur 3041 ne nomme aucun ensemble : on en demande une postérieure à l’ouverture de la session.';

const NOTHING_LEFT =
  'msdb, qui ne doit garder aucune trace de la sauvegarde ; les objets nommés de l’ensemble une fois les deux extrémités fermées.';

/** The rules about a SQL Server, in French. */
export const ENGINE_FR: Translations = {
  'ENGINE-CLOSE-01': {
    title: 'Une sauvegarde qui réussit ferme chaque appareil, puis l’ensemble',
    statement:
      'Quand un BACKUP a envoyé sa dernière commande, SQL Server ferme chaque appareil, si bien que le client voit VD_E_CLOSE sur chacun et aucun abandon ; la session reçoit 3014, et msdb garde trace de la sauvegarde avec device_type 7.',
    provoked: 'Un client de 1, 3 et 16 appareils achève avec succès chaque commande d’un BACKUP.',
    lookedAt:
      'Le dernier GetCommand de chaque appareil ; les messages de la session ; la ligne dans msdb et ses appareils ; les objets nommés de l’ensemble.',
    usualCauses: [
      'l’ensemble est fermé alors que des appareils sont ouverts, ce qui abandonne une sauvegarde que la session dit réussie',
      'la réussite est annoncée avant l’achèvement de la dernière commande',
    ],
    adds: [NORMAL_END, NUMBERS, 'device_type 7 désigne un appareil virtuel'],
    madeFrom: '29c51343',
  },
  'ENGINE-CLOSE-02': {
    title: 'Un client qui abandonne : 995, et rien ne reste de l’ensemble',
    statement:
      'Quand le client abandonne avec des commandes en suspens, l’instruction prend fin : la session reçoit l’erreur 995 du système d’exploitation et 3013, ERRORLOG contient 18210 avec 995 et, pour un BACKUP, 3041, msdb ne garde trace d’aucune sauvegarde, et rien ne reste de l’ensemble.',
    reading:
      'La session peut recevoir 995 avec 3271, 3202 ou 3203. RESTORE VERIFYONLY finit mal, lui aussi, avec 3013 : la page de cette erreur le montre, sous le nom de VERIFY DATABASE ; aucune page ne dit qu’un RESTORE a l’erreur 3041, elle n’y est donc pas demandée. L’erreur 3041 ne nomme aucun ensemble : on en demande une postérieure à l’ouverture de la session.',
    provoked:
      'Un client de 1 et 3 appareils sert un BACKUP, puis un RESTORE VERIFYONLY, garde une commande de chaque appareil et appelle SignalAbort.',
    lookedAt: 'Les messages de la session ; les lignes d’ERRORLOG ; ' + NOTHING_LEFT,
    usualCauses: [
      'les commandes que le client détient sont encore attendues après l’abandon',
      'l’abandon est annoncé comme une réussite avec moins de données',
    ],
    adds: [ABORT, NUMBERS, '3013 met fin à RESTORE VERIFYONLY aussi'],
    madeFrom: 'abd7c59f',
  },
  'ENGINE-CLOSE-03': {
    title: 'La mort d’un client met fin à l’instruction',
    statement:
      'Quand le processus du client meurt pendant un BACKUP, l’instruction prend fin avec une erreur et 3013, ERRORLOG contient 3041, msdb ne garde trace d’aucune sauvegarde, et rien ne reste de l’ensemble.',
    reading: SILENT,
    provoked:
      'Un client de 1 et 3 appareils sert un BACKUP et est tué alors qu’il détient une commande de chaque appareil : une du milieu, ou la première.',
    lookedAt: 'Si l’instruction prend fin, et ses messages ; les lignes d’ERRORLOG ; ' + NOTHING_LEFT,
    usualCauses: [
      'personne ne surveille la vie du processus client',
      'une fin par mort du client est annoncée comme une réussite',
    ],
    adds: [ABORT, NUMBERS],
    madeFrom: 'f1e9da6d',
  },
  'ENGINE-CLOSE-04': {
    title: 'Un client qui ferme l’ensemble avec des appareils ouverts met fin à l’instruction',
    statement:
      'Quand le client appelle Close pendant un BACKUP, l’instruction prend fin avec une erreur et 3013, ERRORLOG contient 3041, msdb ne garde trace d’aucune sauvegarde, et rien ne reste de l’ensemble.',
    reading: SILENT,
    provoked:
      'Un client de 1 et 3 appareils sert un BACKUP et appelle Close alors qu’il détient une commande de chaque appareil : une du milieu, ou le dernier Flush.',
    lookedAt: 'Si l’instruction prend fin, et ses messages ; les lignes d’ERRORLOG ; ' + NOTHING_LEFT,
    usualCauses: [
      'le départ en bon ordre d’un client n’est pas pris pour un abandon',
      'l’achèvement de la dernière commande n’est pas attendu',
    ],
    adds: [ABORT, NUMBERS, 'avec des appareils ouverts, il abandonne'],
    madeFrom: '0c187cea',
  },
  'ENGINE-CLOSE-05': {
    title: 'Une session annulée ou terminée par KILL pendant que le client ne répond pas',
    statement:
      'Quand la session est annulée ou terminée par KILL alors que le client n’achève aucune commande, BACKUP ne réussit pas ; le client apprend que l’ensemble a pris fin au plus tard quand l’instruction est terminée ; msdb ne garde trace d’aucune sauvegarde, et rien ne reste de l’ensemble.',
    reading:
      'Aucun document ne dit si un serveur peut attendre son client avant de mettre fin à une instruction annulée ou terminée par KILL, et l’on sait qu’une session terminée par KILL peut rester en restauration (rollback) : les deux sont acceptés, pourvu que l’instruction prenne fin avec le client. La connexion de la session peut finir avant son instruction : l’instruction d’une session terminée par KILL est finie quand sys.dm_exec_sessions ne contient plus cette session. Les numéros que la session reçoit ne sont pas documentés non plus.',
    provoked:
      'Un client de 1 et 3 appareils garde l’unique commande de chacun et en demande d’autres ; la session est annulée, ou terminée par KILL depuis une autre ; puis le client ferme, et l’on attend la disparition d’une session terminée par KILL.',
    lookedAt:
      'Comment l’instruction prend fin, et si c’est avant que le client l’apprenne ; si une autre session voit finir celle que KILL a terminée ; ' +
      NOTHING_LEFT,
    usualCauses: [
      'l’instruction est délaissée et l’ensemble reste tel quel : le client attend sans fin',
      'l’annulation passe inaperçue tant que des commandes sont en suspens',
    ],
    adds: [ABORT, 'un client apprend par GetCommand que l’ensemble a pris fin'],
    madeFrom: '41ef3893',
  },
  'ENGINE-CLOSE-06': {
    title: 'Une commande achevée avec une erreur met fin à l’instruction, sans abandon par le client',
    statement:
      'Quand le client achève une commande d’un BACKUP avec une erreur et n’abandonne pas, l’instruction prend fin avec une erreur et 3013, le client apprend sur chaque appareil que l’ensemble a pris fin, ERRORLOG contient 3041, msdb ne garde trace d’aucune sauvegarde, et rien ne reste de l’ensemble.',
    reading:
      SILENT + ' Que le client l’apprenne par VD_E_ABORT ou par VD_E_CLOSE est laissé au choix du serveur.',
    provoked:
      'Un client de 1 et 3 appareils achève une commande du premier avec ERROR_IO_DEVICE ou ERROR_DISK_FULL, et continue avec tous les appareils.',
    lookedAt:
      'Les messages de la session ; le dernier GetCommand de chaque appareil ; les lignes d’ERRORLOG ; ' +
      NOTHING_LEFT,
    usualCauses: [
      'seul l’appareil en échec prend fin, et les clients attendent sans fin sur les autres',
      'le code d’achèvement n’est pas examiné',
    ],
    adds: [NUMBERS, 'un achèvement avec erreur met un appareil dans l’état Errored'],
    madeFrom: 'd1c25aee',
  },
  'ENGINE-CLOSE-07': {
    title: 'Une configuration refusée met fin à l’ensemble',
    statement:
      'Quand SQL Server ne peut pas travailler avec ce que le client a configuré, l’instruction prend fin avec une erreur et 3013, le client qui attend dans GetConfiguration reçoit VD_E_ABORT, ERRORLOG contient 3041, et rien ne reste de l’ensemble.',
    reading: 'L’erreur 3261 est documentée pour ce cas, mais non les configurations en cause. ' + SILENT,
    provoked: 'Un client a créé un ensemble de 2 ou 4 appareils ; BACKUP en nomme un de moins.',
    lookedAt:
      'La réponse de GetConfiguration ; les messages de la session ; les lignes d’ERRORLOG ; ' + NOTHING_LEFT,
    usualCauses: ['l’ensemble reste ouvert quand il a été ouvert et pas encore configuré'],
    adds: ['une extrémité qui ne peut pas travailler avec la configuration abandonne', NUMBERS],
    madeFrom: 'a03b8c39',
  },
  'ENGINE-CLOSE-08': {
    title: 'serverTimeOut met fin à une instruction dont le client ne répond pas',
    statement:
      'Quand le client a fixé serverTimeOut et qu’aucune commande en suspens n’est achevée pendant plus de deux de ces intervalles, l’ensemble est abandonné : le client l’apprend, l’instruction prend fin avec une erreur et 3013, ERRORLOG contient 3041, msdb ne garde trace d’aucune sauvegarde, et rien ne reste de l’ensemble.',
    reading: SILENT,
    provoked:
      'Un client de 1 et 3 appareils fixe serverTimeOut à 800 ms, garde l’unique commande de chaque appareil et en demande d’autres.',
    lookedAt:
      'La réponse de GetCommand ; les messages de la session ; les lignes d’ERRORLOG ; ' + NOTHING_LEFT,
    usualCauses: [
      'l’ensemble est abandonné, mais l’instruction continue d’attendre',
      'le délai d’expiration n’est pas lu',
    ],
    adds: [
      'le client choisit le délai d’expiration ; après deux intervalles, l’ensemble est abandonné',
      NUMBERS,
    ],
    madeFrom: 'e9be244a',
  },
  'ENGINE-CLOSE-09': {
    title: 'Le nom d’un ensemble peut resservir aussitôt',
    statement:
      'Quand une instruction est terminée et que le client a fermé, quelle qu’en soit la cause, un client peut aussitôt créer un ensemble du même nom, et un BACKUP vers cet ensemble réussit.',
    provoked:
      'Une sauvegarde réussit, est abandonnée, perd son client, est fermée, annulée, terminée par KILL, échoue sur une erreur, dépasse son délai ou voit sa configuration refusée ; puis le même nom est créé et reçoit une sauvegarde.',
    lookedAt: 'La réponse de CreateEx ; les messages de la seconde instruction.',
    usualCauses: ['l’extrémité serveur de l’ensemble précédent est encore ouverte et en retient le nom'],
    adds: [NORMAL_END],
    madeFrom: '6ec5d28b',
  },
  'ENGINE-CLOSE-10': {
    title: 'Une mauvaise fin ne concerne qu’un seul ensemble',
    statement:
      'Quand une sauvegarde finit mal, une autre, en cours au même moment avec un autre client, continue : son client voit VD_E_CLOSE sur chaque appareil, et sa session reçoit 3014.',
    reading:
      'Un abandon, et ce que Close fait ensuite, ne vaut que pour l’ensemble sur lequel il a été appelé.',
    provoked:
      'Deux clients de 2 appareils détiennent des commandes de deux sauvegardes ; l’une est abandonnée, perd son client, est fermée, annulée, terminée par KILL, échoue sur une erreur ou dépasse son délai ; ou elle n’a pas lieu, parce que sa configuration est refusée. L’autre va jusqu’à sa fin.',
    lookedAt: 'Le dernier GetCommand de chaque appareil de l’autre client ; les messages de sa session.',
    usualCauses: [
      'les abandons sont annoncés à tous les ensembles du processus',
      'des ensembles partagent un état auquel l’un d’eux met fin',
    ],
    adds: [ABORT],
    madeFrom: 'e72d2c82',
  },
  'ENGINE-CLOSE-11': {
    title: 'Cinquante sauvegardes ne font pas grossir le processus du serveur',
    statement:
      'Des sauvegardes qui réussissent, sont abandonnées ou échouent ne laissent ni handle ou descripteur, ni thread, ni mappage dans le processus de SQL Server.',
    reading:
      'Un serveur fait d’autres choses en même temps : on compare la plus petite de huit mesures au début et à la fin, et une augmentation de moins d’un pour quatre sauvegardes ne s’en distingue pas. Si le serveur ne dit pas quel est son processus (SERVERPROPERTY ProcessID), ou si l’agent n’a pas le droit de l’observer, la règle est non concluante.',
    provoked:
      '50 sauvegardes vers 2 appareils depuis une même session, qui tour à tour réussissent, sont abandonnées par le client et échouent sur une erreur.',
    lookedAt:
      'Les descripteurs ou handles, les threads et les mappages du processus du serveur, tels que son système les indique à l’agent.',
    usualCauses: [
      'un objet de l’ensemble n’est pas libéré sur l’un des chemins de sortie',
      'le thread prêté à l’agent ne prend pas fin',
    ],
    adds: [],
    madeFrom: 'a46369a6',
  },
};
