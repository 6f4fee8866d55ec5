import type { ContradictionTranslations } from './contradiction-texts.js';

const ONE_ANSWER = 'таблица дает один ответ на все состояние.';

/** The contradictions in Russian. */
export const CONTRADICTIONS_RU: ContradictionTranslations = {
  'contradiction.close-with-open-devices': {
    madeFrom: 'f670f3ee',
    title: 'Close на сервере при открытых устройствах',
    one: 'VD_E_PROTOCOL сообщает, что устройства не были закрыты.',
    another: 'NOERROR, открыты устройства или нет.',
    reading: 'VD_E_PROTOCOL.',
    reason: `Страница посвящена именно этому случаю и говорит о нем дважды; ${ONE_ANSWER}`,
  },
  'contradiction.close-after-abort': {
    madeFrom: '2c992d9b',
    title: 'Close на сервере после прерывания, если устройства не были закрыты',
    one: 'Сначала надо закрыть устройства; если этого не сделано, VD_E_PROTOCOL.',
    another:
      'После SignalAbort закрывать устройства не надо; в таблице состояний (0s1f) для Close тогда указано NOERROR.',
    reading: 'NOERROR.',
    reason:
      'Прерывание снимает обязанность закрывать устройства, поэтому Close без этого не нарушает никакого правила; таблица с этим согласна.',
  },
  'contradiction.client-close-with-open-devices': {
    madeFrom: '0d511b0f',
    title: 'Close на клиенте при открытых устройствах',
    one: 'VD_E_OPEN; набор прерывается, и его ресурсы освобождаются.',
    another: 'NOERROR, и набора больше нет.',
    reading: 'VD_E_OPEN с прерыванием. Правила проверяют прерывание; сам ответ проверяет только модель.',
    reason: `Страница посвящена именно этому случаю; ${ONE_ANSWER}`,
  },
  'contradiction.client-close-after-abort': {
    madeFrom: '94f8871e',
    title: 'Close на клиенте после прерывания, если устройства не были закрыты',
    one: 'VD_E_OPEN сообщает, что устройства не были закрыты; для прерывания исключения нет.',
    another: 'NOERROR. Сама страница ниже разрешает закрывать набор клиенту, который знает о прерывании.',
    reading: 'NOERROR.',
    reason:
      'После прерывания устройства уже ничто не завершает, поэтому клиент, который тогда закрывает набор, делает все, что может; так же понимается и серверная сторона.',
  },
  'contradiction.close-device-twice': {
    madeFrom: 'ed324e94',
    title: 'CloseDevice для закрытого устройства',
    one: 'VD_E_CLOSE для устройства, которое закрыли раньше.',
    another: 'NOERROR, хотя в этом состоянии закрыты все устройства.',
    reading: 'VD_E_CLOSE.',
    reason: `На странице есть код именно для этого случая; ${ONE_ANSWER}`,
  },
  'contradiction.completion-after-abort': {
    madeFrom: '9b92e149',
    title: 'CompleteCommand после прерывания',
    one: 'То, что клиент тогда завершает, не имеет последствий; что вызов отклоняется, не сказано.',
    another: 'VD_E_ABORT: вызов отклоняется; что он не имеет последствий, не сказано.',
    reading:
      'VD_E_ABORT и отсутствие последствий. Клиент, узнавший о прерывании, больше не пробует этого на том же устройстве.',
    reason:
      'Можно соблюсти и то и другое: и ответ, и отсутствие последствий; ни одно место не отрицает половины, названной в другом.',
  },
  'contradiction.agent-end': {
    madeFrom: 'c94a0ed5',
    title: 'Когда агент завершения заканчивает работу после нормального завершения',
    one: 'Он не возвращает управление, пока не вызван Close или SignalAbort.',
    another: 'Он заканчивает работу, когда закрыты все устройства; затем обе стороны закрывают набор.',
    reading:
      'При Close или SignalAbort; принимается и раньше, когда закрыты все устройства. После Close он должен вернуть управление.',
    reason:
      'В обоих случаях сервер должен дождаться агента, и момент его возврата до Close серверу не нужен.',
  },
  'contradiction.begin-configuration-arguments': {
    madeFrom: 'b16f8ada',
    title: 'Порядок аргументов BeginConfiguration',
    one: 'Выравнивание стоит вторым, размер блока — третьим.',
    another: 'С 2004 года размер блока стоит вторым, выравнивание — третьим.',
    reading:
      'Порядок файла заголовка; сценарии передают значения, при которых оба порядка означают одно и то же.',
    reason: 'Программы компилируются с файлом заголовка: его порядок и есть двоичный интерфейс.',
  },
  'contradiction.configuration-after-abort': {
    madeFrom: '412a999d',
    title: 'BeginConfiguration, RequestBuffers и EndConfiguration после прерывания',
    one: 'VD_E_PROTOCOL для каждого из них.',
    another: 'VD_E_ABORT; то же на страницах RequestBuffers и EndConfiguration.',
    reading: 'Любой из двух ответов, в том числе для QueryAvailableBuffers.',
    reason: 'Оба отклоняют вызов, и серверу после отказа остается одно и то же: закрыть набор.',
  },
  'contradiction.open-device-when-all-are-open': {
    madeFrom: 'f658c46d',
    title: 'OpenDevice на сервере, когда открыты все устройства',
    one: 'VD_E_OPEN.',
    another: 'VD_E_PROTOCOL.',
    reading: 'VD_E_OPEN.',
    reason: `На странице есть код именно для этого случая; ${ONE_ANSWER}`,
  },
  'contradiction.get-command-outside-active': {
    madeFrom: '3c487fb7',
    title: 'GetCommand до открытия всех устройств и на завершенном устройстве',
    one: 'В обоих случаях VD_E_PROTOCOL.',
    another:
      'VD_E_TIMEOUT, если команда не пришла вовремя, VD_E_CLOSE, если сервер закрыл устройство; ответа VD_E_PROTOCOL у него нет.',
    reading: 'Любой из двух ответов.',
    reason: 'Ни в одном из этих случаев команда не приходит, а на большее клиент рассчитывать не может.',
  },
  'contradiction.send-command-codes': {
    madeFrom: 'dbc36d8a',
    title: 'Что отвечает SendCommand при полной очереди и для устройства с ошибкой',
    one: 'VD_E_QUEUE_FULL и VD_E_IO_ERROR.',
    another: 'Таких кодов нет; к первому ближе всего VD_E_BUSY, ко второму — ничего.',
    reading:
      'По действию: любая ошибка с тем обратным вызовом и тем кодом завершения, которые указаны для нее на странице.',
    reason:
      'Кода, который не определен ни в одном файле заголовка, требовать нельзя, а программы смотрят на обратный вызов.',
  },
  'contradiction.names-of-methods': {
    madeFrom: '1ca2e713',
    title: 'Методы и поля, которые названы в текстах, но отсутствуют в интерфейсе',
    one: 'Сервер заканчивает конфигурацию вызовом CompleteConfiguration; на других страницах названы SetConfiguration, GetBuffer и completionFunction.',
    another: 'EndConfiguration, BeginConfiguration, AllocateBuffer и completionRoutine; остальных там нет.',
    reading: 'Имена из файла заголовка.',
    reason: 'Вызвать можно только то, что объявлено в файле заголовка.',
  },
  'contradiction.is-shared-buffer': {
    madeFrom: 'ddfa9ea0',
    title: 'Что отвечает IsSharedBuffer',
    one: 'TRUE или FALSE.',
    another: 'HRESULT, в котором 0 означает успех, и 1 тоже.',
    reading: '1 — буфер общий, 0 — нет; для закрытого набора отказом считается любой ответ, кроме 1.',
    reason:
      'Значение, понятое как HRESULT, не могло бы ответить на вопрос, ради которого метод существует; HRESULT ошибки не равен 1.',
  },
  'contradiction.open-after-close': {
    madeFrom: '3ba14d60',
    title: 'Open для интерфейса, который закрыли',
    one: 'Интерфейс больше ни для чего не годится, и его надо вернуть.',
    another: 'NOERROR, если набора не существует, а именно к этому состоянию ведет Close.',
    reading: 'Отказ с любым HRESULT ошибки.',
    reason: 'Страница говорит об интерфейсе после Close; таблица не отличает его от нового.',
  },
  'contradiction.resources-of-what': {
    madeFrom: '24cb9ba7',
    title: 'Чьи ресурсы освобождает Close: языки одной страницы расходятся',
    one: 'Ресурсы виртуального устройства — по-английски и по-русски.',
    another: 'Ресурсы всего набора — по-французски и по-итальянски.',
    reading: 'Ресурсы набора вместе с его устройствами.',
    reason:
      'У набора несколько устройств, поэтому одно из них иметь в виду не могли; более широкое толкование включает и более узкое.',
  },
};
