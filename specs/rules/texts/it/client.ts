import type { Translations } from '../rule-texts.js';

/** What the neighbouring pages add. */
const NORMAL_END = 'la fine normale: CloseDevice, VD_E_CLOSE per il client, poi Close da entrambe le parti';
const ABORT =
  'un’interruzione termina GetConfiguration e GetCommand con VD_E_ABORT, non fa più consegnare nulla ed è seguita da Close; un processo terminato equivale a un’interruzione';
const COMMANDS = 'gli stati del client: che cosa restituisce ogni chiamata, anche dopo un’interruzione';
const COMPLETING =
  'un comando consegnato da GetCommand viene completato una volta, con un codice di completamento e il numero di byte trasferiti';
const CLIENT_CLOSE = 'il client chiude il suo set; poi l’interfaccia può essere riutilizzata';

const ENDED =
  'Se il client è terminato da sé entro il limite previsto, e come; le sue chiamate a Close; gli oggetti con nome del set dopo la sua fine.';

const STAYS = [
  'un thread di lavoro viene informato dell’interruzione e gli altri no: aspettano all’infinito',
  'GetConfiguration o GetCommand viene chiamato con un timeout infinito e il risultato non viene controllato',
  'il set non viene chiuso quando si esce per un errore',
];

/** A rule about one way in which the server ends the set. */
function aborted(
  title: string,
  rule: { readonly provoked: string; readonly madeFrom: string; readonly usualCauses?: readonly string[] },
): Translations[string] {
  return {
    title,
    statement: `${title}: il client si ferma entro il limite previsto senza arresti anomali, chiude il suo set una volta, e non lascia alcun oggetto con nome.`,
    lookedAt: ENDED,
    usualCauses: STAYS,
    adds: [ABORT, COMMANDS, CLIENT_CLOSE],
    ...rule,
  };
}

/** The rules about a vendor's client in Italian. */
export const CLIENT: Translations = {
  'CLIENT-CLOSE-01': {
    title: 'Backup e ripristino normali: ogni dispositivo viene svuotato e il set viene chiuso una volta',
    statement:
      'Il client esegue comandi finché ogni dispositivo restituisce VD_E_CLOSE, poi chiude il suo set, una sola volta, e comunica l’esito positivo.',
    provoked: 'Un backup, e un backup con il suo ripristino, con 1 e con 3 dispositivi.',
    lookedAt:
      'L’ultimo risultato di GetCommand di ogni dispositivo; le chiamate a Close; che cosa ha comunicato il client; che cosa ha comunicato SQL Server.',
    usualCauses: [
      'il set viene chiuso quando i dati sono completi, e non quando lo sono i dispositivi',
      'ogni thread chiude il set',
      'un errore nella chiusura del supporto viene comunicato dopo l’esito positivo',
    ],
    adds: [NORMAL_END, CLIENT_CLOSE],
    madeFrom: '9c2e22d4',
  },
  'CLIENT-CLOSE-02': {
    title: 'Un ripristino restituisce i byte del backup',
    statement:
      'Ciò che il client restituisce per un ripristino è ciò che ha ricevuto dal backup, byte per byte.',
    reading:
      'Se un ripristino richiede trasferimenti di dimensioni diverse da quelli del backup, decide ciò che dice SQL Server.',
    provoked: 'Un backup e il suo ripristino, con 1 e con 3 dispositivi.',
    lookedAt: 'Il checksum di ogni trasferimento; che cosa ha comunicato SQL Server del ripristino.',
    usualCauses: [
      'una scrittura parziale viene completata come se fosse intera',
      'i flussi dei dispositivi vengono scambiati',
    ],
    adds: [NORMAL_END, COMPLETING],
    madeFrom: '388e9690',
  },
  'CLIENT-CLOSE-03': aborted('Il server chiude mentre il client aspetta in GetConfiguration', {
    provoked: 'Il server apre il set, non lo configura, e lo chiude mentre il client aspetta.',
    madeFrom: '2dc1bc30',
  }),
  'CLIENT-CLOSE-04': aborted('Il server chiude prima che il client abbia aperto i suoi dispositivi', {
    provoked:
      'Il client viene trattenuto all’ingresso di OpenDevice mentre il server chiude il set, che è configurato; 1 e 3 dispositivi.',
    madeFrom: '9cc41063',
  }),
  'CLIENT-CLOSE-05': aborted('Il server chiude mentre il client aspetta in GetCommand', {
    provoked:
      'Tutti i dispositivi sono aperti, nessun comando è stato inviato, e il client aspetta su ciascuno; 1 e 3 dispositivi.',
    madeFrom: '937fa4ff',
  }),
  'CLIENT-CLOSE-06': aborted('Il server chiude mentre il client detiene comandi', {
    provoked:
      'Il client viene trattenuto all’ingresso di CompleteCommand, con un comando, o con un comando per ciascuno di 3 dispositivi, mentre il server chiude il set.',
    madeFrom: '868da227',
  }),
  'CLIENT-CLOSE-07': aborted('Il server chiude tra due comandi', {
    provoked:
      'Il server chiude il set quando un comando è stato completato e nessun altro è stato inviato; e quando uno di 2 dispositivi è chiuso.',
    madeFrom: 'b7c1702b',
  }),
  'CLIENT-CLOSE-08': aborted('Il server chiude, e la sessione T-SQL continua', {
    provoked: 'Il server chiude il set; l’istruzione a cui appartiene non termina prima del client.',
    usualCauses: ['si aspetta l’istruzione e non si osserva il set', ...STAYS],
    madeFrom: 'd3774301',
  }),
  'CLIENT-CLOSE-09': aborted('Il server segnala un’interruzione', {
    provoked:
      'Il server chiama SignalAbort mentre il client aspetta in GetConfiguration, sta per aprire i suoi dispositivi, aspetta in GetCommand, detiene un comando e ne detiene diversi.',
    madeFrom: '2425dba1',
  }),
  'CLIENT-CLOSE-10': aborted('Il processo del server muore', {
    provoked:
      'Il processo del server viene terminato mentre il client aspetta in GetConfiguration, aspetta in GetCommand, detiene un comando e ne detiene diversi.',
    usualCauses: ['la connessione della sessione T-SQL viene ritentata senza fine', ...STAYS],
    madeFrom: '2429a7be',
  }),
  'CLIENT-CLOSE-11': aborted('Il backup viene rifiutato, e non arriva alcun server', {
    provoked: 'Il client chiede il backup di un database che non esiste.',
    usualCauses: ['si aspetta in GetConfiguration benché l’istruzione non sia riuscita', ...STAYS],
    madeFrom: '22b8b77d',
  }),
  'CLIENT-CLOSE-12': aborted('La sessione del backup viene terminata con KILL', {
    provoked:
      'La sessione viene terminata con KILL mentre il client aspetta in GetCommand, detiene un comando e ne detiene diversi.',
    madeFrom: '3bbd3204',
  }),
  'CLIENT-CLOSE-13': {
    title: 'Il supporto del client ha un guasto',
    statement:
      'Quando su un suo supporto non si può scrivere nulla, il client completa un comando con un errore, oppure interrompe; il backup non riesce, e il client non comunica un esito positivo, chiude il suo set una volta e termina.',
    provoked:
      'Un backup su un file in cui ogni scrittura fallisce per mancanza di spazio; un backup con 3 dispositivi in cui il file del secondo, se si chiama come quello del primo seguito da .1, non può essere creato.',
    lookedAt: `Che cosa hanno comunicato SQL Server e il client. ${ENDED}`,
    usualCauses: [
      'una scrittura parziale, o fallita, viene completata con esito positivo',
      'un thread di lavoro che fallisce non informa nessuno, e gli altri aspettano',
      'l’errore dell’ultimo flush, o della chiusura del file, non viene controllato',
    ],
    adds: [COMPLETING, ABORT],
    madeFrom: 'f081f641',
  },
  'CLIENT-CLOSE-14': {
    title: 'Un comando che il client non conosce',
    statement:
      'Un comando con un codice che il client non conosce viene completato, e non con esito positivo.',
    reading:
      'ERROR_NOT_SUPPORTED è ciò che dicono le pagine degli esempi; si accetta qualsiasi codice di completamento tranne quello di esito positivo.',
    provoked: 'Il primo comando ha il codice 99.',
    lookedAt: 'Il codice di completamento di quel comando.',
    usualCauses: [
      'il ramo predefinito completa con esito positivo',
      'i comandi sconosciuti vengono scartati',
    ],
    adds: [COMPLETING],
    madeFrom: '90e30385',
  },
  'CLIENT-CLOSE-15': {
    title: 'Trasferimenti di zero byte, e di quanti ne sono stati concordati',
    statement:
      'Un trasferimento di zero byte e i trasferimenti della dimensione massima della configurazione vanno a buon fine.',
    provoked:
      'Un backup e il suo ripristino con un primo trasferimento di zero byte; e con i trasferimenti più grandi.',
    lookedAt: 'Come per un backup normale.',
    usualCauses: [
      'un buffer di dimensione fissa',
      'zero byte trasferiti vengono presi per un errore o per la fine',
    ],
    adds: [COMPLETING, NORMAL_END],
    madeFrom: 'e0ccef35',
  },
  'CLIENT-CLOSE-16': {
    title: 'Sessantaquattro dispositivi',
    statement:
      'Un backup con il numero massimo di dispositivi che un set può avere finisce come uno con pochi dispositivi.',
    provoked: 'Un backup con 64 dispositivi.',
    lookedAt: 'Come per un backup normale.',
    usualCauses: [
      'un limite al numero di oggetti che si possono aspettare insieme',
      'un unico thread serve un dispositivo dopo l’altro',
    ],
    adds: [NORMAL_END],
    madeFrom: '2764381c',
  },
  'CLIENT-CLOSE-17': {
    title: 'La zona prefisso che il client ha chiesto',
    statement:
      'Un client che chiede una zona prefisso davanti ai suoi buffer esegue backup corretti quando la riceve.',
    provoked: 'Un backup e il suo ripristino, in cui il server concede la zona richiesta.',
    lookedAt: 'Come per un backup normale. Non si applica a un client che non ne chiede alcuna.',
    usualCauses: [
      'la zona viene contata insieme ai dati',
      'nella zona si scrive più di quanto è stato chiesto',
    ],
    adds: [NORMAL_END],
    madeFrom: 'dddaa3ea',
  },
  'CLIENT-CLOSE-18': {
    title: 'Un comando viene completato una volta, e da chi lo ha ricevuto',
    statement: 'Il client non completa alcun comando due volte e nessuno che non gli è stato consegnato.',
    provoked:
      'Un backup con 3 dispositivi; il server chiude tra due comandi, e mentre il client detiene comandi.',
    lookedAt: 'Ogni GetCommand e CompleteCommand, per dispositivo e per comando.',
    usualCauses: [
      'un comando viene completato dove è fallito e di nuovo dove si fa pulizia',
      'un comando di un dispositivo viene completato su un altro',
    ],
    adds: [COMPLETING],
    madeFrom: '1ef1fd3e',
  },
  'CLIENT-CLOSE-19': {
    title: 'Una volta informato dell’interruzione, un client non prosegue',
    statement:
      'Quando una chiamata a un dispositivo ha restituito VD_E_ABORT, su quel dispositivo non seguono né GetCommand né CompleteCommand; quando lo hanno restituito GetConfiguration o OpenDevice, non ne seguono nel thread che le ha chiamate.',
    reading:
      'Altri dispositivi, e altri thread del set, possono non saperlo ancora, perciò ciascuno viene giudicato in base a ciò che gli è stato comunicato. La pagina sull’interruzione rende innocui i completamenti successivi; che non vengano tentati lo chiede la tabella degli stati.',
    provoked:
      'Il server chiude, o interrompe, mentre il client aspetta in GetConfiguration o in GetCommand, ha appena completato un comando, ne detiene uno e ne detiene diversi.',
    lookedAt:
      'Le chiamate a ogni dispositivo dopo il suo primo VD_E_ABORT; allo stesso modo quelle di ogni thread sul set.',
    usualCauses: [
      'il risultato di CompleteCommand non viene controllato',
      'il ciclo prosegue qualunque sia l’errore',
    ],
    adds: [ABORT, COMMANDS],
    madeFrom: '9dd6475e',
  },
  'CLIENT-CLOSE-20': {
    title: 'Un buffer non viene più toccato una volta completato il suo comando',
    statement: 'Il client non scrive nel buffer di un comando che ha completato.',
    provoked: 'Ripristini, con i buffer dei comandi completati protetti, e senza protezione.',
    lookedAt:
      'Se una scrittura in un buffer protetto ha provocato una violazione di accesso; se il checksum di un buffer era diverso quando il server lo ha usato di nuovo.',
    usualCauses: ['una lettura ancora in corso quando il suo comando viene completato'],
    adds: [COMPLETING],
    madeFrom: '1197defc',
  },
  'CLIENT-CLOSE-21': {
    title: 'Nessun thread è nella libreria quando la si abbandona',
    statement:
      'Quando il client restituisce il suo set, o termina, nessuno dei suoi thread è in una chiamata al set o a un dispositivo; una volta chiuso il set non se ne fanno altre.',
    reading:
      'La pagina lo dice dell’agente di completamento del server. I thread di un client sono nella stessa libreria, e l’effetto dello scaricamento su di loro è lo stesso.',
    provoked:
      'Un backup con 3 dispositivi; il server chiude quando uno dei 3 dispositivi è chiuso, mentre il client detiene un comando, e mentre aspetta in GetConfiguration.',
    lookedAt:
      'Le chiamate che non erano ritornate quando il set è stato chiuso o rilasciato, o quando il processo è terminato.',
    usualCauses: ['i thread non vengono aspettati', 'ExitProcess o _exit al posto di una fine ordinata'],
    adds: [CLIENT_CLOSE],
    madeFrom: '792f7f3d',
  },
  'CLIENT-CLOSE-22': {
    title: 'Dopo una fine anomala il client può essere rieseguito subito',
    statement:
      'Un backup dello stesso set sullo stesso supporto, eseguito subito dopo uno che il server aveva chiuso, riesce.',
    provoked:
      'Il server chiude mentre il client aspetta o detiene comandi; quando il client è terminato, viene avviato di nuovo.',
    lookedAt: 'Che cosa hanno comunicato la seconda esecuzione e SQL Server; gli oggetti con nome.',
    usualCauses: ['resta un file di blocco o un supporto scritto a metà', 'il set esiste ancora'],
    adds: [ABORT, NORMAL_END],
    madeFrom: '0edad9a0',
  },
  'CLIENT-CLOSE-23': {
    title: 'Un backup interrotto, o rifiutato, viene comunicato come non riuscito',
    statement:
      'Dopo un’interruzione, e quando il suo backup è stato rifiutato, il client non comunica un esito positivo, né con il codice di uscita né con l’output.',
    reading: 'Nessuna pagina dice come un programma comunica un esito negativo; lo dice il buon senso.',
    provoked:
      'Il server chiude, o interrompe, mentre il client aspetta o detiene comandi; il client chiede il backup di un database che non esiste.',
    lookedAt: 'Il codice di uscita, e l’output se la configurazione indica un modello.',
    usualCauses: [
      'il codice di uscita è quello dell’ultima pulizia',
      'vengono comunicati solo gli errori del supporto',
    ],
    adds: [ABORT],
    madeFrom: '14b01475',
  },
};
