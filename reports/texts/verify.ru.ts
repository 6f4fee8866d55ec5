import type { VerifyTexts } from './verify-texts.js';

/** What `verify` shows in Russian. */
export const VERIFY_RU: VerifyTexts = {
  labels: {
    states: 'утверждает',
    library: 'библиотека',
    program: 'программа',
    server: 'сервер',
    target: 'целевая среда',
    ruleSet: 'набор правил',
    documentation: 'документация',
    signedBy: 'подписан',
    histories: 'истории',
    sentences: 'предложения',
  },
  states: (asked, known) => `{verdict}, правил: ${asked} из ${known}; прогон начат {time}`,
  ruleSet: '{version} sha256 {digest}, комплект {kit}',
  revision: 'версия {digest}',
  unknown: 'неизвестно',
  noKey: 'ни одним из указанных открытых ключей',
  good: '{keys}: подпись верна',
  noHistories: 'не указаны (--histories): заключения держатся на слове подписавшего',
  histories: (asSigned, judgedAgain) =>
    `совпадают с подписанными: ${asSigned}, вердикт вынесен заново: ${judgedAgain}`,
  things: {
    envelope: 'конверт',
    signature: 'подпись',
    'key id': 'идентификатор ключа',
    'unknown signer': 'неизвестный подписавший',
    statement: 'утверждение',
    subject: 'предмет',
    configuration: 'конфигурация',
    result: 'итог',
    verdict: 'вердикт',
    'rule set': 'набор правил',
    documentation: 'документация',
    finding: 'заключение',
    history: 'история',
  },
  otherVersion: 'другая версия',
  outcomes: {
    false: 'подделка: это не то, что было подписано, или это не следует из свидетельств',
    unknownSigner: 'неизвестный подписавший: сертификат может принадлежать кому угодно',
    otherVersion:
      'не подделка, но вердикты заново не вынесены: подпись верна, а правила не те, что в этом комплекте',
    conformant: 'подлинный: сертификат соответствия',
    notConformant: 'подлинный, но не сертификат соответствия: он утверждает, что итог прогона — {verdict}',
  },
  changed: 'Предупреждение: предложения {page}, на которых он основан и которые изменились',
  vanished: 'Предупреждение: предложения {page}, на которых он основан и которые исчезли',
  toDo: 'проверить, говорят ли его правила то же, что теперь говорит страница; сертифицировать заново комплектом, правила которого написаны по ней',
  notThere: 'отсутствуют',
};
