/** Where everything stands by which somebody signs in. */
export const security = {
  part: 'تسجيل الدخول والأمان',
  title: 'تسجيل الدخول والأمان',
  intro: 'كيف تدخل، وأين سجّلت الدخول.',
  needsFactor:
    'يحتاج حسابك إلى عامل ثانٍ في هذا الموقع. ابتداءً من {time} لا يُفتح لك شيء آخر حتى تُعدّه.',
  ways: 'طرق تسجيل الدخول',
  second: 'الخطوة الثانية',
  secondIntro: 'ما يُطلب بعد كلمة مرورك أو بعد رمز مُرسَل بالبريد.',
  where: 'أماكن تسجيل دخولك',
  password: 'كلمة المرور',
  passwordNone: 'لم تُعيَّن.',
  passwordChange: 'تغيير',
  passwordChoose: 'تعيين كلمة مرور',
  passkeys: 'مفاتيح المرور',
  passkeysCount:
    '{count, plural, zero {لا يوجد. يسجّل مفتاح المرور دخولك ببصمة إصبعك أو وجهك أو رقم PIN.} one {مفتاح مرور واحد.} two {مفتاحا مرور.} few {# مفاتيح مرور.} many {# مفتاح مرور.} other {# مفتاح مرور.}}',
  connectionsCount:
    '{count, plural, zero {لا يوجد. يسجّل الحساب المرتبط دخولك من دون كلمة مرور لدينا.} one {حساب واحد.} two {حسابان.} few {# حسابات.} many {# حسابًا.} other {# حساب.}}',
  addPasskey: 'إضافة مفتاح مرور',
  allPasskeys: 'كل مفاتيح المرور ({count})',
  byCode: 'يسجّل دخولك رمزٌ مُرسَل بالبريد',
  app: 'تطبيق المصادقة',
  appNone: 'لم يُعدّ. يعمل من دون شبكة.',
  appChange: 'تغيير',
  setUp: 'إعداد',
  codes: 'رموز الاسترداد',
  codesNone: 'لا يوجد. عشرة رموز تُطبع أو تُحفظ، كل منها لتسجيل دخول واحد عندما تفقد ما عداها.',
  codesLeft:
    '{left, plural, zero {لم يبقَ أي رمز.} one {بقي رمز واحد.} two {بقي رمزان.} few {بقيت # رموز.} many {بقي # رمزًا.} other {بقي # رمز.}}',
  codesMissing: 'غير موجودة',
  codesFew: 'بقي القليل',
  getCodes: 'الحصول على رموز الاسترداد',
  warnMissing: 'ليس لديك رموز استرداد. إن فقدت ما تثبت به هويتك، فلن تتمكن من الدخول.',
  warnFew:
    '{left, plural, zero {لم يبقَ لديك أي رمز استرداد.} one {بقي لديك رمز استرداد واحد.} two {بقي لديك رمزا استرداد.} few {بقيت لديك # رموز استرداد.} many {بقي لديك # رمز استرداد.} other {بقي لديك # رمز استرداد.}} احصل على رموز جديدة قبل أن تنفد.',
  trusted: 'المتصفحات الموثوقة',
  trustedCount:
    '{count, plural, zero {لا يوجد: تُطلب الخطوة الثانية في كل مكان.} one {متصفح واحد لا تُطلب فيه.} two {متصفحان لا تُطلب فيهما.} few {# متصفحات لا تُطلب فيها.} many {# متصفحًا لا تُطلب فيها.} other {# متصفح لا تُطلب فيها.}}',
  apps: 'التطبيقات ورموز الوصول',
  appsCount:
    '{count, plural, zero {لا شيء يستخدم حسابك من دونك.} one {واحد يمكنه استخدام حسابك.} two {اثنان يمكنهما استخدام حسابك.} few {# يمكنها استخدام حسابك.} many {# يمكنها استخدام حسابك.} other {# يمكنها استخدام حسابك.}}',
  look: 'عرض',
  /** What follows when a thing was set up, or used. */
  added: 'الإضافة {when}',
  used: 'آخر استخدام {when}',
  neverUsed: 'لا استخدام حتى الآن',
} as const;

/** The pass of an account: what protects it, and what is left to do. */
export const pass = {
  of: 'بطاقة عبور · {email}',
  until: 'صالحة حتى {time}',
  ring: '{done} من {count} على ما يرام',
  left: '{left, plural, zero {كل شيء على ما يرام. لم يبقَ شيء.} one {جيد. بقي أمر واحد.} two {بقي أمران.} few {بقيت # أمور.} many {بقي # أمرًا.} other {بقي # أمر.}}',
  all: 'عُد إلى هنا عندما تحصل على جهاز جديد أو تفقد جهازًا.',
  punches: 'ما يحمي حسابك',
  isPunched: ': على ما يرام',
  isOpen: ': لم يتم بعد',
} as const;

/** The protections, as they stand. */
export const punches = {
  passkey: 'مفتاح المرور',
  password: 'كلمة المرور',
  connection: 'حساب مرتبط',
  noWay: 'كلمة مرور أو مفتاح مرور',
  second: 'الخطوة الثانية',
  noSecond: 'الخطوة الثانية',
  codes: 'رموز الاسترداد',
  fewCodes: 'رموز استرداد قليلة',
  noCodes: 'رموز الاسترداد',
  noNews: 'لا أجهزة ولا تطبيقات جديدة',
  news: '{count, plural, zero {لا شيء جديد} one {جهاز أو تطبيق جديد} two {جهازان أو تطبيقان جديدان} few {# أجهزة أو تطبيقات جديدة} many {# جهازًا أو تطبيقًا جديدًا} other {# جهاز أو تطبيق جديد}}',
} as const;

/** Why one of them is the next … */
export const passNext = {
  noWay: 'بريدك هو طريقك الوحيد للدخول حتى الآن: من يقرأ بريدك يمكنه تسجيل الدخول باسمك.',
  noSecond:
    'إثبات واحد يكفي لفتح حسابك حتى الآن. مع خطوة ثانية لا تكفي كلمة مرور مسروقة ولا بريد مخترق.',
} as const;

/** … and the button that leads there. */
export const passActs = {
  noWay: 'إعداد مفتاح مرور',
  choosePassword: 'اختيار كلمة مرور',
  noSecond: 'إضافة خطوة ثانية',
  noCodes: 'الحصول على رموزك',
  fewCodes: 'الحصول على رموز جديدة',
  news: 'عرض الجديد',
} as const;

/** Where somebody is signed in, as pictures. */
export const deviceCards = {
  all: '{count, plural, zero {لا أجهزة} one {هذا الجهاز فقط} two {الجهازان} few {كل الأجهزة (#)} many {كل الأجهزة (#)} other {كل الأجهزة (#)}}',
  isNew: 'جديد',
  since: 'تسجيل الدخول {when}',
  seen: 'آخر نشاط {when}',
  near: 'على شبكتك نفسها',
  notMine: 'ليس لي: تسجيل خروجه',
} as const;

/** The sign-ins of the last days, drawn and counted. */
export const signInStrip = {
  title: 'آخر {days} يومًا',
  all: 'كل النشاط',
  chart:
    '{signIns, plural, zero {لا تسجيل دخول} one {تسجيل دخول واحد} two {تسجيلا دخول} few {# تسجيلات دخول} many {# تسجيل دخول} other {# تسجيل دخول}}، {failures, plural, zero {ولا كلمة مرور أو رمز خاطئ} one {وكلمة مرور أو رمز خاطئ مرة واحدة} two {وكلمة مرور أو رمز خاطئ مرتين} few {وكلمة مرور أو رمز خاطئ # مرات} many {وكلمة مرور أو رمز خاطئ # مرة} other {وكلمة مرور أو رمز خاطئ # مرة}}.',
  signIns: 'تسجيلات الدخول',
  failures: 'كلمات مرور ورموز خاطئة',
  table: 'عرض الأرقام',
  day: 'اليوم',
  today: 'اليوم',
} as const;
