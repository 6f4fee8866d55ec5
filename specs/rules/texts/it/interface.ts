import type { Translations } from '../rule-texts.js';

/** The rules of the page IServerVirtualDeviceSet2::Close in Italian. */
export const INTERFACE: Translations = {
  'CLOSE-01': {
    title: 'Un set i cui dispositivi sono chiusi si chiude con NOERROR e cessa di esistere',
    statement:
      'Close termina un set aperto da Open: se tutti i dispositivi sono stati chiusi prima, restituisce NOERROR, e dopo il set non esiste più.',
    provoked:
      'Una sessione con 1, 3 e 64 dispositivi arriva alla fine normale in entrambe le direzioni; server e client chiamano Close; poi lo stesso nome viene di nuovo aperto e creato.',
    lookedAt:
      'L’HRESULT di Close; che un nuovo set del server non possa aprire il nome; che il client possa creare subito un set con lo stesso nome.',
    usualCauses: [
      'un codice di esito positivo diverso da NOERROR (S_FALSE) che arriva da un livello inferiore e viene restituito così com’è',
      'i dispositivi chiusi vengono contati male quando sono più di uno',
      'il nome è trattenuto da un oggetto che sopravvive a Close',
    ],
    adds: [
      'la fine normale: CloseDevice, VD_E_CLOSE per il client, poi Close da entrambe le parti',
      'NOERROR nello stato Normally terminated',
    ],
    madeFrom: 'd1020438',
  },
  'CLOSE-02': {
    title: 'In caso di esito positivo viene rilasciata ogni risorsa',
    statement:
      'Un Close con esito positivo non lascia nulla del set nel server: nessun mapping, nessun descrittore o handle, nessun thread e nessun oggetto con nome.',
    reading:
      'Le pagine in inglese e in russo parlano delle risorse del dispositivo, quelle in francese e in italiano delle risorse del set. Il set comprende i suoi dispositivi: si certifica l’interpretazione più ampia.',
    provoked:
      'Sessioni con 1, 3 e 64 dispositivi, una delle quali con una seconda area di buffer, finiscono normalmente; e un unico processo esegue molte sessioni una dopo l’altra.',
    lookedAt:
      'I mapping condivisi, i descrittori e i thread del server prima di Open e dopo Close; gli oggetti con nome del set dopo la chiusura di entrambe le parti; la crescita nel corso delle sessioni ripetute.',
    usualCauses: [
      'un’area di buffer aggiunta dopo EndConfiguration viene dimenticata',
      'un thread o un handle di attesa che viene chiuso solo nel percorso di errore',
    ],
    adds: ['il client conserva le proprie risorse fino al proprio Close'],
    madeFrom: 'ffe47373',
  },
  'CLOSE-03': {
    title: 'Dopo, l’interfaccia non serve più a nulla',
    statement:
      'Dopo Close l’interfaccia del set può solo essere rilasciata: ogni metodo rifiuta la chiamata, nessuno provoca un arresto anomalo o si blocca, e l’ultimo Release restituisce zero.',
    reading:
      'La tabella degli stati permetterebbe Open su un set che non esiste; questa pagina dice che l’handle va restituito. Si certifica il rifiuto, con qualsiasi HRESULT di errore; IsSharedBuffer rifiuta se non restituisce 1.',
    provoked:
      'Tutti i metodi tranne Close vengono chiamati dopo un Close normale, dopo uno con dispositivi aperti e dopo uno che segue un’interruzione.',
    lookedAt: 'Ogni HRESULT, la fine di ogni chiamata e il valore restituito da Release.',
    usualCauses: [
      'una configurazione restituita da una copia',
      'un puntatore a memoria il cui mapping è stato rimosso da Close',
      'dispositivi che mantengono un riferimento al set',
    ],
    adds: ['VD_E_PROTOCOL quando il set non esiste'],
    madeFrom: '94f887bd',
  },
  'CLOSE-04': {
    title: 'Dispositivi ancora aperti: VD_E_PROTOCOL',
    statement: 'Close restituisce VD_E_PROTOCOL se un qualsiasi dispositivo del set è ancora aperto.',
    reading:
      'La pagina è specifica e la tabella è generale: si certifica la pagina. Dopo SignalAbort non è richiesto CloseDevice, perciò in quel caso Close restituisce NOERROR (CLOSE-15).',
    provoked:
      'Close con 1 dispositivo aperto su 1, 1 su 3 e 64 su 64, senza comandi e con comandi in attesa.',
    lookedAt: 'L’HRESULT di Close.',
    usualCauses: [
      'viene controllato solo il primo dispositivo, o solo l’ultimo',
      'l’interruzione implicita segna i dispositivi come chiusi prima che vengano contati',
    ],
    adds: [
      'la tabella degli stati indica NOERROR in Active: questa pagina lo smentisce',
      'dopo SignalAbort non è necessario chiudere i dispositivi',
    ],
    madeFrom: 'ab3381f7',
  },
  'CLOSE-05': {
    title: 'Con dispositivi aperti, al ritorno di Close il mapping della memoria condivisa non esiste più',
    statement:
      'Un Close con dispositivi ancora aperti rimuove subito il mapping della memoria condivisa nel server: quando la chiamata ritorna, nessun buffer è più mappato.',
    reading:
      '«Immediatamente» è preso alla lettera: al ritorno di Close, non quando l’agente di completamento è terminato.',
    provoked:
      'Close con dispositivi aperti, senza comandi e con molti comandi in attesa, con una e con due aree di buffer.',
    lookedAt:
      'L’intervallo di indirizzi di ogni buffer, visto dall’interno del processo subito dopo il ritorno di Close, e i mapping condivisi del processo.',
    usualCauses: [
      'la rimozione del mapping è lasciata all’agente di completamento o all’ultimo Release',
      'viene rimosso solo il mapping della prima area di buffer',
    ],
    adds: [],
    madeFrom: '83d96e23',
  },
  'CLOSE-06': {
    title: 'Rischio: accedere poi a un buffer provoca una violazione di accesso',
    statement:
      'Un server che continua a usare ciò che ha ottenuto dall’interfaccia, dopo un Close con dispositivi aperti, è esposto a violazioni di accesso.',
    provoked:
      'In un processo sacrificato a questo scopo, dopo un tale Close si legge o si scrive un byte di un buffer.',
    lookedAt: 'Se il processo è sopravvissuto.',
    usualCauses: [],
    adds: [],
    madeFrom: '18858ec7',
  },
  'CLOSE-07': {
    title: 'Con dispositivi aperti il client vede l’elaborazione SignalAbort',
    statement:
      'Un Close con dispositivi aperti ha sul client lo stesso effetto di SignalAbort: le chiamate in attesa e quelle successive restituiscono VD_E_ABORT, i completamenti non hanno effetto, SignalAbort e Close hanno ancora esito positivo, e i buffer che il client detiene restano validi fino al suo Close.',
    reading:
      'Una pagina fa ignorare i completamenti tardivi, un’altra fa restituire VD_E_ABORT a CompleteCommand: si certificano entrambe le cose, il valore restituito e la mancanza di effetto.',
    provoked:
      'Il server chiama Close mentre il client aspetta in GetCommand (1 e 3 dispositivi), aspetta in GetConfiguration, detiene comandi o non ne detiene nessuno; poi il client ripete tutte le chiamate.',
    lookedAt: 'Gli HRESULT del client e il contenuto dei buffer che detiene prima del suo Close.',
    usualCauses: [
      'chi aspetta non viene risvegliato, o riceve VD_E_CLOSE',
      'la memoria condivisa viene distrutta per entrambe le parti',
      'lo stato resta Active fino al successivo timeout del client',
    ],
    adds: [
      'che cosa comporta la terminazione anomala per ciascuna delle due parti',
      'VD_E_ABORT quando una delle due parti ha causato un’interruzione',
      'VD_E_ABORT quando è stata segnalata un’interruzione',
      'gli stati del client',
    ],
    madeFrom: '0870ac2e',
  },
  'CLOSE-08': {
    title: 'L’agente completa ogni comando in attesa prima di ritornare',
    statement:
      'Un agente di completamento in esecuzione quando viene chiamato Close completa tutti i comandi in attesa, e solo dopo ritorna al chiamante.',
    provoked:
      'Close con 0, 1, 12 e 256 comandi in attesa su 1, 3 e 64 dispositivi, in coda e detenuti dal client.',
    lookedAt: 'L’ordine nativo dei callback e del ritorno dell’agente.',
    usualCauses: [
      'l’agente esce dal ciclo quando vede il flag di interruzione, prima di avere svuotato la coda',
    ],
    adds: ['ritorna quando viene chiamato Close o SignalAbort'],
    madeFrom: '6cf8007b',
  },
  'CLOSE-09': {
    title: 'I comandi in attesa vengono completati con ERROR_OPERATION_ABORTED',
    statement:
      'Ogni comando in attesa al momento di Close viene completato con il codice ERROR_OPERATION_ABORTED (995).',
    provoked: 'Come per CLOSE-08.',
    lookedAt: 'completionCode, come l’ha visto ogni callback.',
    usualCauses: [
      'un HRESULT (VD_E_ABORT) al posto del codice Win32',
      'un blocco di comando che contiene ancora il codice precedente',
    ],
    adds: ['come se il client lo avesse completato così'],
    madeFrom: 'beeaa49c',
  },
  'CLOSE-10': {
    title: 'Un callback per ogni comando in attesa, nel thread dell’agente',
    statement:
      'Per ogni comando in attesa al momento di Close il callback viene chiamato esattamente una volta, con quel comando e il suo contesto, nel thread prestato all’agente; e mai più per un comando completato prima.',
    provoked: 'Come per CLOSE-08, e con comandi che il client ha completato prima di Close.',
    lookedAt: 'Numero, comando, contesto e thread dei callback, come sono stati registrati a livello nativo.',
    usualCauses: [
      'il thread che chiude completa esso stesso dei comandi mentre lo fa anche l’agente',
      'un completamento arrivato appena prima dell’interruzione viene consegnato due volte',
    ],
    adds: [
      'i callback arrivano nel thread prestato',
      'è l’agente a chiamare il callback; il contesto è quello del server',
    ],
    madeFrom: 'b944718a',
  },
  'CLOSE-11': {
    title: 'Anche in caso di errore viene rilasciata ogni risorsa',
    statement:
      'Close rilascia tutte le risorse dell’interfaccia in ogni caso: dispositivi aperti, interruzione da una delle due parti, morte dell’altra parte, nessun agente mai eseguito.',
    provoked:
      'Close in ognuno di questi casi; e molte sessioni interrotte una dopo l’altra in un unico processo.',
    lookedAt:
      'I mapping, i descrittori e i thread del server prima di Open e dopo Close, gli oggetti con nome del set, la crescita. Se c’erano dispositivi aperti, dei mapping si occupa CLOSE-05.',
    usualCauses: [
      'un ritorno anticipato, prima della pulizia',
      'un thread che aspetta la parte che non c’è più',
    ],
    adds: ['i modi in cui si arriva alla terminazione anomala'],
    madeFrom: '6dc29315',
  },
  'CLOSE-12': {
    title: 'Dopo, i buffer e i puntatori ai dispositivi non sono validi',
    statement:
      'Dopo Close nessun buffer e nessuna interfaccia di dispositivo ottenuti dal set è utilizzabile: i buffer non sono mappati e nessuna chiamata a un dispositivo ha esito positivo.',
    reading:
      'La pagina rende i puntatori non validi e quindi non promette nulla su una chiamata tramite uno di essi: si accettano sia un rifiuto sia un errore irreversibile del processo (sacrificato a questo scopo); un esito positivo no.',
    provoked:
      'SendCommand e CloseDevice su puntatori ai dispositivi dopo un Close con esito positivo, dopo uno con dispositivi aperti e dopo uno che segue un’interruzione.',
    lookedAt: 'I loro HRESULT, e se gli indirizzi dei buffer sono mappati.',
    usualCauses: [
      'un dispositivo che mantiene un proprio mapping',
      'CloseDevice restituisce NOERROR quando non c’è nulla da fare',
    ],
    adds: ['dopo un’interruzione non viene eseguita alcuna azione'],
    madeFrom: 'a7048c2d',
  },
  'CLOSE-13': {
    title: 'L’agente è ritornato e la libreria può essere scaricata',
    statement:
      'Dopo Close l’agente di completamento ritorna al chiamante; una volta che lo ha fatto e che tutto è stato rilasciato, la libreria può essere scaricata e il processo prosegue senza danni.',
    reading:
      'La frase obbliga il server ad aspettare l’agente. Per un’implementazione significa che l’attesa deve finire, e che dopo non deve restare in esecuzione nulla della libreria.',
    provoked:
      'Dopo Close (normale; con dispositivi aperti e comandi in attesa) si aspetta l’agente, si rilascia tutto, si scarica la libreria (in Windows si rinuncia anche a COM: CoFreeUnusedLibrariesEx, CoUninitialize) e si termina il processo in modo ordinato.',
    lookedAt:
      'Il ritorno dell’agente, DllCanUnloadNow, se il modulo è ancora presente, i thread della libreria, come termina il processo.',
    usualCauses: [
      'l’agente aspetta un risveglio che Close non dà',
      'un conteggio dei riferimenti o dei blocchi che non torna a zero',
      'un thread della libreria, o una sua routine di uscita dal thread, che resta in esecuzione',
    ],
    adds: [],
    madeFrom: 'cd246f7c',
  },
  'CLOSE-14': {
    title: 'Anche senza un agente in esecuzione Close ritorna e rilascia',
    statement:
      'Se nessun agente di completamento è in esecuzione, Close ritorna comunque e rilascia ciò che il set possedeva.',
    provoked:
      'Close senza alcun agente: in Connected, in Configurable, in Initializing senza dispositivi e in Initializing con tutti i dispositivi aperti.',
    lookedAt: 'Che Close ritorni entro il limite previsto, e le risorse prima di Open e dopo.',
    usualCauses: ['Close aspetta un agente che nessuno ha avviato'],
    adds: ['gli stati in cui nessun agente può essere in esecuzione'],
    madeFrom: '609fcb9b',
  },
  'CLOSE-15': {
    title: 'Close da ogni stato',
    statement:
      'Da ogni stato del set Close dà il risultato documentato, il client di un set che non era terminato vede un’interruzione, e il set cessa di esistere.',
    reading:
      'In Active con dispositivi aperti VD_E_PROTOCOL (la pagina) si oppone a NOERROR (la tabella): si certifica la pagina. Dopo SignalAbort, NOERROR.',
    provoked:
      'Close negli stati Connected, Configurable, Initializing, Active, Normally terminated, e Abnormally terminated per opera di una delle due parti.',
    lookedAt: 'L’HRESULT, che cosa riceve il client, se un nuovo set del server può aprire il nome.',
    usualCauses: [
      'uno stato in cui Close viene rifiutato',
      'un client che aspetta in GetConfiguration viene dimenticato',
    ],
    adds: ['gli stati del set nel server, e Close in ciascuno', 'gli stati nel client'],
    madeFrom: '56f38192',
  },
  'CLOSE-16': {
    title: 'Nulla da chiudere: VD_E_PROTOCOL, senza effetto',
    statement:
      'Il Close di un set mai aperto, e un secondo Close, restituiscono VD_E_PROTOCOL e non cambiano nulla.',
    provoked:
      'Close prima di Open, dopo di che un’intera sessione deve ancora funzionare (un altro processo ha già aperto un set: il computer lo consente); e un secondo e un terzo Close, mentre è in corso una nuova sessione dello stesso processo.',
    lookedAt: 'Gli HRESULT, e che la sessione non venga disturbata.',
    usualCauses: [
      'il secondo Close rilascia di nuovo ciò che ora appartiene a un altro set',
      'non viene conservato alcuno stato che indichi «chiuso»',
    ],
    adds: ['VD_E_PROTOCOL quando il set non esiste'],
    madeFrom: '923ec6c7',
  },
  'CLOSE-17': {
    title: 'Rischio: scaricare la libreria mentre l’agente è in esecuzione',
    statement:
      'Se la libreria viene scaricata mentre l’agente di completamento è ancora al suo interno, il processo può subire un errore irreversibile.',
    provoked:
      'In un processo sacrificato a questo scopo si scarica la libreria mentre l’agente è in esecuzione (in Windows si rinuncia anche a COM); poi l’agente viene risvegliato.',
    lookedAt: 'Se il processo è sopravvissuto, e se il modulo è ancora presente.',
    usualCauses: [],
    adds: [],
    madeFrom: '70225abf',
  },
};
