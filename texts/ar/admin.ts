export const roles = {
  member: 'عضو',
  support: 'دعم',
  administrator: 'مسؤول',
} as const;

/** The list of everybody. */
export const users = {
  title: 'الأشخاص',
  all: 'كل الأشخاص',
  intro: 'كل من لديه حساب هنا.',
  find: 'البحث في الأسماء والعناوين',
  accounts: 'الحسابات',
  found: 'نتائج البحث',
  none: 'لا أشخاص آخرين.',
  noneFound: 'لا أحد يطابق المطلوب.',
  noneYet: 'لا أحد مطابق بين أول {count} من الأشخاص. انتقل إلى من يليهم.',
  part: 'تنظر الصفحة الواحدة في {count} من الأشخاص. انتقل إلى من يليهم.',
  /** "Pages of users" */
  list: 'الأشخاص',
  everybody: 'عرض الجميع',
  person: 'الشخص',
  role: 'الدور',
  state: 'الحالة',
  created: 'تاريخ الإنشاء',
  seen: 'آخر ظهور',
  never: 'لم يحدث',
  noFactor: 'دون عامل ثانٍ',
} as const;

/** Which people are asked for. */
export const userFilter = {
  role: 'الدور',
  state: 'الحالة',
  all: 'الكل',
  apply: 'عرض',
  active: 'نشط',
  disabled: 'معطّل',
  'no-factor': 'نشط، دون عامل ثانٍ',
  membersOnly: 'أعضاء نشطون دون عامل ثانٍ',
  never: 'لم يسجّل الدخول قط',
  'signed-in': 'مسجّل الدخول في مكان ما',
  noSuch: 'لا يوجد هذا الاختيار. يُعرض الكل.',
} as const;

export const userExport = {
  title: 'التصدير',
  all: 'كل الأشخاص، مع ما تعرضه هذه القائمة عنهم. يصبح التصدير قيدًا في سجل التدقيق.',
  some: 'من تعرضهم هذه القائمة في كل صفحاتها. يصبح التصدير قيدًا في سجل التدقيق.',
  csv: 'تصدير بصيغة CSV',
  exporting: 'جارٍ التصدير…',
} as const;

/** What takes something away. */
export const dangerZone = {
  title: 'منطقة الخطر',
  intro: 'ما يغيّر ما يُسمح به لهذا الشخص أو يمنعه عنه.',
} as const;

/** What is known of one of them. */
export const userFacts = {
  title: 'الحساب',
  address: 'العنوان',
  role: 'الدور',
  state: 'الحالة',
  disabled: 'معطّل منذ',
  reason: 'السبب',
  noReason: 'لم يُذكر سبب.',
  created: 'تاريخ الإنشاء',
  seen: 'آخر ظهور',
  never: 'لم يحدث',
  factor: 'العامل الثاني',
  hasFactor: 'معدّ',
  noFactor: 'لا يوجد',
  id: 'المعرّف',
  help: 'المساعدة',
  activity: 'أحدث نشاط',
  noActivity: 'لم يحدث شيء بعد.',
} as const;

export const userSessions = {
  title: 'الجلسات',
  none: 'لا تسجيل دخول في أي مكان.',
  count:
    'الدخول مسجَّل على {count, plural, zero {# جهاز} one {جهاز واحد} two {جهازين} few {# أجهزة} many {# جهازًا} other {# جهاز}}.',
  endAll: 'إنهاء كل الجلسات',
  seen: 'آخر نشاط {seen} من {address} · تسجيل الدخول {since}',
  end: 'إنهاء',
  of: 'الجلسة في {browser}',
  /** "Pages of sessions" */
  list: 'الجلسات',
} as const;

/** What somebody may reach. */
export const reach = {
  title: 'الوصول',
  intro:
    'يُذكر كل شيء برقمه، ولا يُذكر ما فيه أبدًا. أما ما يُسمح به لأي شخص، وما يتيحه الدور، فلا يُدرج هنا.',
  none: 'لا يملك هذا الشخص شيئًا، ولا تتم مشاركة شيء معه.',
  noMore: 'لا شيء غير ذلك.',
  thing: '{relation} {kind}',
  made: 'منذ {time}، من إنشاء هذا الشخص',
  given: 'منذ {time}، من {giver}',
  deleted: 'حساب محذوف',
  /** "Pages of access" */
  list: 'أذونات الوصول',
} as const;

export const enableUser = {
  title: 'إعادة تفعيل الحساب',
  text: 'يمكن لصاحب الحساب تسجيل الدخول بعد ذلك، بكلمة المرور التي كانت لديه.',
  submit: 'تفعيل',
} as const;

export const resetUser = {
  title: 'طلب كلمة مرور جديدة',
  text: 'تنتهي كل جلسات صاحب الحساب، وتطلب منه رسالة بريد تعيين كلمة مرور جديدة. لا يمكن لأحد غيره تعيينها؛ وحتى يفعل ذلك تبقى كلمة المرور القديمة صالحة.',
  submit: 'إرسال رسالة إعادة التعيين',
} as const;

export const disableForm = {
  title: 'تعطيل الحساب',
  submit: 'تعطيل',
  submitting: 'جارٍ التعطيل…',
  intro:
    'يتم تسجيل خروج صاحب الحساب من كل مكان في الحال، ولا يمكنه تسجيل الدخول. ولا يضيع شيء مما لديه.',
  reason: 'السبب',
  reasonHint: 'لمن يتولون الإدارة. لا يُعرض على صاحب الحساب.',
  until: 'حتى (اختياري)',
  untilHint: 'بتوقيت {zone}. بعد ذلك يعود الحساب نشطًا تلقائيًا.',
} as const;

export const roleForm = {
  title: 'تغيير الدور',
  submit: 'تغيير الدور',
  submitting: 'جارٍ التغيير…',
  intro: 'يسري ابتداءً من الطلب التالي لصاحب الحساب. تستمر جلساته، وتُعلمه رسالة بريد بذلك.',
  role: 'الدور',
} as const;

export const deleteUserForm = {
  title: 'حذف الحساب',
  submit: 'حذف هذا الحساب',
  submitting: 'جارٍ الحذف…',
  intro: 'سيُحذف الحساب وكل ما فيه نهائيًا. يبقى سجل ما حدث، وتصل إلى صاحب الحساب رسالة أخيرة.',
  email: 'اكتب {email} للتأكيد',
} as const;

export const userRefusals = { otherEmail: 'ليس هذا عنوان هذا الحساب.' } as const;

/** What serves the site. */
export const system = {
  title: 'النظام',
  processes: 'العمليات التي تخدم هذا الموقع',
  none: 'لم تُسجَّل أي عملية بعد. أعد تحميل الصفحة بعد بضع ثوانٍ.',
  process: 'الجهاز والعملية',
  version: 'الإصدار والبناء',
  started: 'وقت البدء',
  seen: 'آخر ظهور',
} as const;

export const systemDatabase = {
  file: 'قاعدة البيانات ملف SQLite تخدمه عملية واحدة.',
  server: 'قاعدة البيانات PostgreSQL؛ ولكل عملية صف هنا ما دامت تخدم الموقع.',
} as const;

export const systemDiffers = {
  build: 'تعمل الآن نسخ بناء مختلفة. هذا صحيح أثناء التحديث، وليس صحيحًا في غير ذلك.',
  key: 'ترفض كل عملية نماذج العمليات الأخرى: فمفاتيح النماذج لديها مختلفة. انسخ ما تم بناؤه مع مفتاحه من جهاز واحد إلى كل الأجهزة.',
  secret:
    'لا تشترك بعض العمليات في أي قيمة من SESSION_SECRET: فيتم تسجيل خروج الأشخاص عندما يصلون إلى عملية أخرى. اجعل القيمة نفسها للجميع.',
} as const;
