import type { Translations } from '../rule-texts.js';

/** What the neighbouring pages add. */
const NORMAL_END = 'la fine normale: CloseDevice, VD_E_CLOSE per il client, poi Close da entrambe le parti';
const ABORT =
  'un’interruzione da una delle due parti raggiunge l’altra, e un client morto equivale a un’interruzione';
const NUMBERS =
  '3013 fine anomala; 3014 esito positivo, per RESTORE VERIFYONLY 3262; 3202, 3203 e 3271 errori di un dispositivo; 3041 e 18210 nel log degli errori';

/** What is the same for every way in which a backup ends badly. */
const SILENT =
  'Quale errore di un dispositivo preceda 3013 è documentato solo per un’interruzione da parte del client; qui si accetta qualsiasi errore. ' +
  'L’errore 3041 non nomina alcun set: se ne richiede uno successivo all’apertura della sessione.';
const NOTHING_LEFT =
  'msdb, che non deve avere traccia del backup; gli oggetti con nome del set dopo la chiusura di entrambe le parti.';

/** The rules about a SQL Server in Italian. */
export const ENGINE: Translations = {
  'ENGINE-CLOSE-01': {
    title: 'Un backup riuscito chiude ogni dispositivo, poi il set',
    statement:
      'Quando un BACKUP ha inviato l’ultimo comando, SQL Server chiude ogni dispositivo, così che il client vede VD_E_CLOSE su ciascuno e nessuna interruzione; la sessione riceve 3014 e msdb registra il backup con device_type 7.',
    provoked: 'Un client con 1, 3 e 16 dispositivi completa con esito positivo ogni comando di un BACKUP.',
    lookedAt:
      'L’ultimo GetCommand di ogni dispositivo; i messaggi della sessione; la riga in msdb con i suoi dispositivi; gli oggetti con nome del set.',
    usualCauses: [
      'il set viene chiuso mentre ci sono dispositivi aperti, e questo interrompe un backup che per la sessione è riuscito',
      'l’esito positivo viene comunicato prima del completamento dell’ultimo comando',
    ],
    adds: [NORMAL_END, NUMBERS, 'device_type 7 indica un dispositivo virtuale'],
    madeFrom: '29c51343',
  },
  'ENGINE-CLOSE-02': {
    title: 'Un client che interrompe: 995, e del set non resta nulla',
    statement:
      'Quando il client interrompe con comandi in attesa, l’istruzione termina: la sessione riceve l’errore 995 del sistema operativo e 3013, il log degli errori contiene 18210 con 995 e, per un BACKUP, 3041, msdb non registra alcun backup, e del set non resta nulla.',
    reading:
      'La sessione può ricevere 995 con 3271, 3202 o 3203. Che anche RESTORE VERIFYONLY finisca male con 3013 lo mostra, come VERIFY DATABASE, la pagina di quell’errore; che un RESTORE produca 3041 non lo dice nessuna pagina, perciò in quel caso non è richiesto. L’errore 3041 non nomina alcun set: se ne richiede uno successivo all’apertura della sessione.',
    provoked:
      'Un client con 1 e 3 dispositivi serve un BACKUP, poi un RESTORE VERIFYONLY, trattiene un comando per dispositivo e chiama SignalAbort.',
    lookedAt: `I messaggi della sessione; le righe del log degli errori; ${NOTHING_LEFT}`,
    usualCauses: [
      'dopo l’interruzione si aspettano ancora i comandi che il client detiene',
      'l’interruzione viene comunicata come un esito positivo con meno dati',
    ],
    adds: [ABORT, NUMBERS, '3013 termina anche RESTORE VERIFYONLY'],
    madeFrom: 'abd7c59f',
  },
  'ENGINE-CLOSE-03': {
    title: 'Un client che muore fa terminare l’istruzione',
    statement:
      'Quando il processo del client muore durante un BACKUP, l’istruzione termina con un errore e 3013, il log degli errori contiene 3041, msdb non registra alcun backup, e del set non resta nulla.',
    reading: SILENT,
    provoked:
      'Un client con 1 e 3 dispositivi serve un BACKUP e il suo processo viene ucciso mentre detiene un comando per dispositivo: uno a metà del backup, oppure il primo.',
    lookedAt: `Se l’istruzione termina, e i suoi messaggi; le righe del log degli errori; ${NOTHING_LEFT}`,
    usualCauses: [
      'nessuno controlla se il processo del client è ancora in vita',
      'una fine per morte del processo viene comunicata come un esito positivo',
    ],
    adds: [ABORT, NUMBERS],
    madeFrom: 'f1e9da6d',
  },
  'ENGINE-CLOSE-04': {
    title: 'Un client che chiude il set con dispositivi aperti fa terminare l’istruzione',
    statement:
      'Quando il client chiama Close durante un BACKUP, l’istruzione termina con un errore e 3013, il log degli errori contiene 3041, msdb non registra alcun backup, e del set non resta nulla.',
    reading: SILENT,
    provoked:
      'Un client con 1 e 3 dispositivi serve un BACKUP e chiama Close mentre detiene un comando per dispositivo: uno a metà del backup, oppure l’ultimo Flush.',
    lookedAt: `Se l’istruzione termina, e i suoi messaggi; le righe del log degli errori; ${NOTHING_LEFT}`,
    usualCauses: [
      'un client che se ne va in modo ordinato non viene considerato un’interruzione',
      'il completamento dell’ultimo comando non viene aspettato',
    ],
    adds: [ABORT, NUMBERS, 'con dispositivi aperti provoca un’interruzione'],
    madeFrom: '0c187cea',
  },
  'ENGINE-CLOSE-05': {
    title: 'Una sessione annullata o terminata con KILL mentre il client non risponde',
    statement:
      'Quando la sessione viene annullata o terminata con KILL mentre il client non completa alcun comando, BACKUP non riesce; il client viene informato che il set è terminato al più tardi quando l’istruzione è finita; msdb non registra alcun backup, e del set non resta nulla.',
    reading:
      'Se un server possa aspettare il client prima di terminare un’istruzione annullata o terminata con KILL non è documentato, ed è noto che una sessione terminata con KILL resta in rollback: si accettano entrambi i casi, purché l’istruzione termini insieme al client. La connessione della sessione può finire prima dell’istruzione: un’istruzione terminata con KILL è finita quando sys.dm_exec_sessions non ha più la sessione. Non sono documentati nemmeno i numeri che la sessione riceve.',
    provoked:
      'Un client con 1 e 3 dispositivi trattiene l’unico comando di ciascuno e ne chiede altri; la sessione viene annullata, oppure terminata con KILL da un’altra; poi il client chiude, e si aspetta che una sessione terminata con KILL non ci sia più.',
    lookedAt: `Come termina l’istruzione, e se termina prima che il client sia informato; se un’altra sessione vede finire quella terminata con KILL; ${NOTHING_LEFT}`,
    usualCauses: [
      'l’istruzione viene abbandonata e il set lasciato com’è, così il client aspetta all’infinito',
      'l’annullamento non viene notato mentre ci sono comandi in attesa',
    ],
    adds: [ABORT, 'un client sa da GetCommand che il set è terminato'],
    madeFrom: '41ef3893',
  },
  'ENGINE-CLOSE-06': {
    title:
      'Un comando completato con un errore fa terminare l’istruzione, senza un’interruzione da parte del client',
    statement:
      'Quando il client completa un comando di un BACKUP con un errore e non interrompe, l’istruzione termina con un errore e 3013, il client viene informato su ogni dispositivo che il set è terminato, il log degli errori contiene 3041, msdb non registra alcun backup, e del set non resta nulla.',
    reading: `${SILENT} Se il client riceva VD_E_ABORT o VD_E_CLOSE è una scelta del server.`,
    provoked:
      'Un client con 1 e 3 dispositivi completa un comando del primo con ERROR_IO_DEVICE o ERROR_DISK_FULL, e continua con tutti i dispositivi.',
    lookedAt: `I messaggi della sessione; l’ultimo GetCommand di ogni dispositivo; le righe del log degli errori; ${NOTHING_LEFT}`,
    usualCauses: [
      'viene terminato solo il dispositivo che ha avuto l’errore, e i client aspettano all’infinito sugli altri',
      'il codice di completamento non viene controllato',
    ],
    adds: [NUMBERS, 'un completamento con errore porta un dispositivo nello stato Errored'],
    madeFrom: 'd1c25aee',
  },
  'ENGINE-CLOSE-07': {
    title: 'Una configurazione rifiutata termina il set',
    statement:
      'Quando SQL Server non può lavorare con ciò che il client ha configurato, l’istruzione termina con un errore e 3013, il client che aspetta in GetConfiguration riceve VD_E_ABORT, il log degli errori contiene 3041, e del set non resta nulla.',
    reading: `Per questo caso è documentato 3261, ma non per quali configurazioni. ${SILENT}`,
    provoked: 'Un client ha creato un set di 2 o 4 dispositivi; BACKUP ne indica uno in meno.',
    lookedAt: `Il risultato di GetConfiguration; i messaggi della sessione; le righe del log degli errori; ${NOTHING_LEFT}`,
    usualCauses: ['il set resta aperto se era stato aperto e non ancora configurato'],
    adds: ['la parte che non può lavorare con la configurazione interrompe', NUMBERS],
    madeFrom: 'a03b8c39',
  },
  'ENGINE-CLOSE-08': {
    title: 'serverTimeOut fa terminare un’istruzione il cui client non risponde',
    statement:
      'Quando il client ha impostato serverTimeOut e nessun comando in attesa viene completato per più di due di questi intervalli, il set viene interrotto: il client viene informato, l’istruzione termina con un errore e 3013, il log degli errori contiene 3041, msdb non registra alcun backup, e del set non resta nulla.',
    reading: SILENT,
    provoked:
      'Un client con 1 e 3 dispositivi imposta serverTimeOut a 800 ms, trattiene l’unico comando di ogni dispositivo e ne chiede altri.',
    lookedAt: `Il risultato di GetCommand; i messaggi della sessione; le righe del log degli errori; ${NOTHING_LEFT}`,
    usualCauses: [
      'il set viene interrotto, ma l’istruzione continua ad aspettare',
      'il timeout non viene letto',
    ],
    adds: ['il timeout è scelto dal client; dopo due intervalli il set viene interrotto', NUMBERS],
    madeFrom: 'e9be244a',
  },
  'ENGINE-CLOSE-09': {
    title: 'Il nome di un set può essere riutilizzato subito',
    statement:
      'Quando un’istruzione è finita e il client ha chiuso, in qualunque modo ci si sia arrivati, un client può creare subito un set con lo stesso nome, e un BACKUP verso quel set riesce.',
    provoked:
      'Un backup riesce, viene interrotto, perde il client, viene chiuso, annullato, terminato con KILL, fallisce per un errore, va in timeout, o la sua configurazione viene rifiutata; poi si crea un set con lo stesso nome e vi si esegue un backup.',
    lookedAt: 'Il risultato di CreateEx; i messaggi della seconda istruzione.',
    usualCauses: ['la parte server del set precedente è ancora aperta e ne trattiene il nome'],
    adds: [NORMAL_END],
    madeFrom: '6ec5d28b',
  },
  'ENGINE-CLOSE-10': {
    title: 'Una fine anomala riguarda un solo set',
    statement:
      'Quando un backup finisce male, un altro in corso nello stesso momento con un altro client prosegue: il suo client vede VD_E_CLOSE su ogni dispositivo e la sua sessione riceve 3014.',
    reading: 'Un’interruzione, e ciò che Close fa in seguito, riguardano il set su cui sono stati chiamati.',
    provoked:
      'Due client con 2 dispositivi detengono comandi di due backup; uno dei backup viene interrotto, perde il client, viene chiuso, annullato, terminato con KILL, fallisce per un errore o va in timeout; oppure non comincia nemmeno, perché la sua configurazione viene rifiutata. L’altro prosegue fino alla fine.',
    lookedAt: 'L’ultimo GetCommand di ogni dispositivo dell’altro client; i messaggi della sua sessione.',
    usualCauses: [
      'le interruzioni vengono comunicate a ogni set del processo',
      'i set condividono uno stato al quale uno di loro pone fine',
    ],
    adds: [ABORT],
    madeFrom: 'e72d2c82',
  },
  'ENGINE-CLOSE-11': {
    title: 'Cinquanta backup non fanno crescere il processo del server',
    statement:
      'I backup che riescono, vengono interrotti o falliscono non lasciano alcun handle o descrittore, thread o mapping nel processo di SQL Server.',
    reading:
      'Un server fa anche altro nello stesso momento: si confronta il minimo di otto misurazioni all’inizio e alla fine, e una crescita inferiore a uno ogni quattro backup non ne viene distinta. Se il server non indica il proprio processo (SERVERPROPERTY ProcessID), o se l’agente del kit non può osservarlo, il verdetto è «non conclusivo» (inconclusive).',
    provoked:
      '50 backup su 2 dispositivi da un’unica sessione, che a turno riescono, vengono interrotti dal client e falliscono per un errore.',
    lookedAt:
      'Descrittori o handle, thread e mapping del processo del server, come il sistema operativo li comunica all’agente del kit.',
    usualCauses: [
      'un oggetto del set non viene rilasciato in uno dei modi di uscita',
      'il thread prestato all’agente di completamento non viene terminato',
    ],
    adds: [],
    madeFrom: 'a46369a6',
  },
};
