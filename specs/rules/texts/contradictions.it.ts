import type { ContradictionTranslations } from './contradiction-texts.js';

/** The contradictions in Italian. */
export const CONTRADICTIONS_IT: ContradictionTranslations = {
  'contradiction.close-with-open-devices': {
    title: 'Il Close del server con dispositivi aperti',
    one: 'VD_E_PROTOCOL indica che i dispositivi non erano stati chiusi.',
    another: 'NOERROR, che ci siano dispositivi aperti oppure no.',
    reading: 'VD_E_PROTOCOL.',
    reason:
      'La pagina tratta proprio questo caso e ne parla due volte; la tabella ha una sola risposta per un intero stato.',
    madeFrom: 'f670f3ee',
  },
  'contradiction.close-after-abort': {
    title: 'Il Close del server dopo un’interruzione, quando i dispositivi non sono mai stati chiusi',
    one: 'I dispositivi vanno chiusi prima; VD_E_PROTOCOL se non lo sono stati.',
    another:
      'Dopo SignalAbort nessun dispositivo va chiuso; la tabella degli stati (0s1f) indica allora NOERROR per Close.',
    reading: 'NOERROR.',
    reason:
      'Un’interruzione toglie l’obbligo di chiudere i dispositivi, quindi un Close senza chiuderli non viola alcuna regola; la tabella è d’accordo.',
    madeFrom: '2c992d9b',
  },
  'contradiction.client-close-with-open-devices': {
    title: 'Il Close del client con dispositivi aperti',
    one: 'VD_E_OPEN; il set viene interrotto e le sue risorse vengono rilasciate.',
    another: 'NOERROR, e il set cessa di esistere.',
    reading:
      'VD_E_OPEN, con l’interruzione. Le regole osservano l’interruzione; solo il modello richiede il valore restituito.',
    reason: 'La pagina tratta proprio questo caso; la tabella ha una sola risposta per un intero stato.',
    madeFrom: '0d511b0f',
  },
  'contradiction.client-close-after-abort': {
    title: 'Il Close del client dopo un’interruzione, quando i dispositivi non sono mai stati chiusi',
    one: 'VD_E_OPEN indica che i dispositivi non erano stati chiusi; nessuna interruzione fa eccezione.',
    another:
      'NOERROR. La pagina stessa, più avanti, permette di chiudere a un client che sa dell’interruzione.',
    reading: 'NOERROR.',
    reason:
      'Dopo un’interruzione nulla termina più un dispositivo, quindi un client che chiude allora fa tutto ciò che può; la parte server è interpretata allo stesso modo.',
    madeFrom: '94f8871e',
  },
  'contradiction.close-device-twice': {
    title: 'CloseDevice di un dispositivo già chiuso',
    one: 'VD_E_CLOSE per un dispositivo chiuso in precedenza.',
    another: 'NOERROR, benché in questo stato tutti i dispositivi siano chiusi.',
    reading: 'VD_E_CLOSE.',
    reason:
      'La pagina ha un codice proprio per questo caso; la tabella ha una sola risposta per un intero stato.',
    madeFrom: 'ed324e94',
  },
  'contradiction.completion-after-abort': {
    title: 'CompleteCommand dopo un’interruzione',
    one: 'Ciò che il client completa a quel punto non ha effetto; che la chiamata venga rifiutata non è detto.',
    another: 'VD_E_ABORT: la chiamata viene rifiutata; che non abbia effetto non è detto.',
    reading:
      'VD_E_ABORT, e nessun effetto. Un client che è stato informato dell’interruzione non ritenta su quel dispositivo.',
    reason:
      'Il valore restituito e la mancanza di effetto possono essere rispettati entrambi; nessuno dei due punti nega la metà dell’altro.',
    madeFrom: '9b92e149',
  },
  'contradiction.agent-end': {
    title: 'Quando termina l’agente di completamento dopo una fine normale',
    one: 'Non ritorna prima che venga chiamato Close o SignalAbort.',
    another: 'Termina quando tutti i dispositivi sono chiusi; poi entrambe le parti chiudono il set.',
    reading:
      'Con Close o SignalAbort; si accetta anche prima, una volta chiusi tutti i dispositivi. Dopo Close deve essere ritornato.',
    reason:
      'Un server deve aspettare l’agente in entrambi i casi, e non ha bisogno che ritorni in un momento preciso prima di Close.',
    madeFrom: 'c94a0ed5',
  },
  'contradiction.begin-configuration-arguments': {
    title: 'L’ordine degli argomenti di BeginConfiguration',
    one: 'L’allineamento è il secondo argomento e la dimensione del blocco il terzo.',
    another: 'Dal 2004 la dimensione del blocco è il secondo argomento e l’allineamento il terzo.',
    reading:
      'L’ordine del file di intestazione; gli scenari passano valori per i quali i due ordini hanno lo stesso significato.',
    reason:
      'I programmi vengono compilati con il file di intestazione: il suo ordine è l’interfaccia binaria.',
    madeFrom: 'b16f8ada',
  },
  'contradiction.configuration-after-abort': {
    title: 'BeginConfiguration, RequestBuffers ed EndConfiguration dopo un’interruzione',
    one: 'VD_E_PROTOCOL per ognuno di essi.',
    another: 'VD_E_ABORT; così anche le pagine di RequestBuffers e di EndConfiguration.',
    reading: 'L’uno o l’altro, anche per QueryAvailableBuffers.',
    reason:
      'Entrambi rifiutano la chiamata, e un server che riceve il rifiuto ha la stessa cosa da fare: chiudere.',
    madeFrom: '412a999d',
  },
  'contradiction.open-device-when-all-are-open': {
    title: 'L’OpenDevice del server quando tutti i dispositivi sono aperti',
    one: 'VD_E_OPEN.',
    another: 'VD_E_PROTOCOL.',
    reading: 'VD_E_OPEN.',
    reason:
      'La pagina ha un codice proprio per questo caso; la tabella ha una sola risposta per un intero stato.',
    madeFrom: 'f658c46d',
  },
  'contradiction.get-command-outside-active': {
    title: 'GetCommand prima che tutti i dispositivi siano aperti, e su un dispositivo che è terminato',
    one: 'VD_E_PROTOCOL in entrambi i casi.',
    another:
      'VD_E_TIMEOUT se nessun comando arriva in tempo, VD_E_CLOSE se il server ha chiuso il dispositivo; VD_E_PROTOCOL non è tra i suoi valori restituiti.',
    reading: 'L’uno o l’altro.',
    reason: 'In nessuno di questi casi arriva un comando, e un client non può contare su altro.',
    madeFrom: '3c487fb7',
  },
  'contradiction.send-command-codes': {
    title: 'Che cosa restituisce SendCommand per una coda piena e per un dispositivo in errore',
    one: 'VD_E_QUEUE_FULL e VD_E_IO_ERROR.',
    another: 'Questi codici non esistono; al primo è più vicino VD_E_BUSY, al secondo non corrisponde nulla.',
    reading:
      'In base all’effetto: qualsiasi errore, con il callback e il codice di completamento che la pagina prevede per quel caso.',
    reason:
      'Un codice che nessun file di intestazione definisce non può essere richiesto, e i programmi guardano il callback.',
    madeFrom: 'dbc36d8a',
  },
  'contradiction.names-of-methods': {
    title: 'Metodi e campi che i testi nominano e l’interfaccia non ha',
    one: 'Un server termina la configurazione con CompleteConfiguration; altre pagine nominano SetConfiguration, GetBuffer e completionFunction.',
    another:
      'EndConfiguration, BeginConfiguration, AllocateBuffer e completionRoutine; gli altri non ci sono.',
    reading: 'I nomi del file di intestazione.',
    reason: 'Si può chiamare solo ciò che il file di intestazione dichiara.',
    madeFrom: '1ca2e713',
  },
  'contradiction.is-shared-buffer': {
    title: 'Che cosa restituisce IsSharedBuffer',
    one: 'TRUE o FALSE.',
    another: 'Un HRESULT, in cui 0 è un esito positivo e anche 1 lo è.',
    reading:
      '1 è un buffer condiviso e 0 non lo è; su un set chiuso qualsiasi valore diverso da 1 è un rifiuto.',
    reason:
      'Letto come HRESULT il valore non potrebbe rispondere alla domanda per la quale il metodo esiste; un HRESULT di errore non è 1.',
    madeFrom: 'ddfa9ea0',
  },
  'contradiction.open-after-close': {
    title: 'Open su un’interfaccia che è stata chiusa',
    one: 'L’interfaccia non serve più a nulla e va restituita.',
    another: 'NOERROR se il set non esiste, che è lo stato a cui porta Close.',
    reading: 'Il rifiuto, con qualsiasi HRESULT di errore.',
    reason: 'La pagina parla di un’interfaccia dopo Close; la tabella non la distingue da una nuova.',
    madeFrom: '3ba14d60',
  },
  'contradiction.resources-of-what': {
    title: 'Di che cosa Close rilascia le risorse: le lingue di una stessa pagina non concordano',
    one: 'Quelle del dispositivo virtuale, in inglese e in russo.',
    another: 'Quelle dell’intero set, in francese e in italiano.',
    reading: 'Quelle del set, compresi i suoi dispositivi.',
    reason:
      'Un set ha più dispositivi, quindi non può trattarsi di uno solo; l’interpretazione più ampia rispetta anche quella più ristretta.',
    madeFrom: '24cb9ba7',
  },
};
