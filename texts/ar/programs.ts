/** The list of the programs that may ask people to be let in. */
export const programs = {
  title: 'التطبيقات',
  all: 'كل التطبيقات',
  intro:
    'التطبيقات والمواقع والخدمات والأجهزة المسجَّلة هنا، بما فيها المعطَّلة. يضيفها مشغّل الموقع ويغيّرها من سطر الأوامر.',
  find: 'البحث بجزء من المعرّف أو الاسم',
  search: 'بحث',
  found: 'نتائج البحث',
  none: 'لا مزيد من التطبيقات.',
  noneFound: 'لا يحتوي أي معرّف أو اسم في هذه الصفحة على هذا.',
  /** "Pages of apps" */
  list: 'التطبيقات',
  everything: 'عرض كل التطبيقات',
  app: 'التطبيق',
  kind: 'النوع',
  state: 'الحالة',
  used: 'آخر استخدام',
  unused: 'لم يُسجَّل استخدام',
} as const;

export const programKinds = {
  native: 'تطبيق',
  web: 'موقع',
  service: 'خدمة',
  machine: 'جهاز',
} as const;

export const programState = { open: 'يمكنه الطلب', disabled: 'معطّل' } as const;

/** What is known of one of them. */
export const programFacts = {
  title: 'التطبيق',
  id: 'المعرّف',
  kind: 'النوع',
  state: 'الحالة',
  disabled: 'معطّل منذ',
  added: 'تاريخ الإضافة',
  byDocument: '{time}، تلقائيًا: يأتي اسمه وعناوينه من مستند على {host}',
  used: 'آخر استخدام',
  unused: 'لم يُسجَّل أي استخدام. الخدمة التي تتحقق من التوقيعات فقط لا يُسجَّل استخدامها أبدًا.',
  redirects: 'تُرسَل الأجوبة إلى',
  logout: 'بعد تسجيل الخروج يمكن توجيه الأشخاص إلى',
  told: 'عنوان تسجيل الخروج عبر القناة الخلفية (back-channel logout)',
  audience: 'رموزه مخصصة لـ',
  scope: 'يمكنه طلب',
  knows: 'يعرف النطاقات (scopes)',
  consent: 'يُسأل الأشخاص',
  secret: 'سرّه',
  since: 'منذ {time}',
  sinceUnknown: 'من قبل أن يُسجَّل ذلك',
  before: 'يبقى السرّ السابق صالحًا حتى {time}',
  renew: 'يحتاج إلى سرّ جديد: يمنحه إياه مشغّل الموقع بالأمر «clients secret».',
} as const;

export const programConsent = {
  once: 'مرة واحدة للطلب نفسه',
  always: 'في كل مرة',
  never: 'لا يُسألون أبدًا، فهو تابع لمشغّل الموقع',
} as const;

export const programPeople = {
  title: 'من سمحوا له',
  none: 'لم يسمح له أحد.',
  count:
    '{count, plural, zero {# شخص} one {شخص واحد} two {شخصان} few {# أشخاص} many {# شخصًا} other {# شخص}}',
  more: 'أكثر من {count, plural, zero {# شخص} one {شخص واحد} two {شخصين} few {# أشخاص} many {# شخصًا} other {# شخص}}',
  /** "Pages of people" */
  list: 'الأشخاص',
} as const;

export const disableProgramForm = {
  title: 'تعطيل التطبيق',
  intro:
    'تنتهي كل جلساته ورموز التجديد الخاصة به هنا في الحال، ولا يمكنه طلب شيء. الموقع الذي لا يُبلَّغ بانتهاء الجلسات يحتفظ بجلساته؛ والخدمة التي لا تسأل هنا تقبل رمز الوصول مدة تصل إلى عشر دقائق. وتبقى إعداداته وسرّه.',
  sure: 'منع هذا التطبيق من الوصول',
  submit: 'تعطيل',
  submitting: 'جارٍ التعطيل…',
} as const;

export const enableProgram = {
  title: 'إعادة تفعيل التطبيق',
  text: 'يمكنه الطلب من جديد، بالإعدادات والسرّ اللذين كانا له. وعلى من سمحوا له من قبل أن يسمحوا له مرة أخرى.',
  submit: 'تفعيل',
} as const;

export const programAnswers = {
  notSure: 'حدد المربع، حتى لا يحدث ذلك عن طريق الخطأ.',
} as const;
