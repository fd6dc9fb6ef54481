/** The first page of those who administer. */
export const overview = {
  title: 'نظرة عامة',
  intro: '{time}. قد يكون عمر الأعداد هنا دقيقة على الأكثر.',
  numbers: 'الأعداد',
} as const;

/** Each number with what stands under it. */
export const overviewNumbers = {
  people: 'الأشخاص',
  more: 'أكثر من {count}',
  atLeast: '{count} على الأقل',
  fresh: '{count} من الجدد خلال 30 يومًا',
  now: 'الدخول مسجَّل الآن',
  sessions:
    '{count, plural, zero {دون جلسات} one {في جلسة واحدة} two {في جلستين} few {في # جلسات} many {في # جلسة} other {في # جلسة}}',
  signIns: 'عمليات تسجيل الدخول',
  today: 'خلال 30 يومًا · {count} اليوم',
  failures: 'المحاولات الفاشلة',
  worst: 'خلال 30 يومًا · {count} في {day}',
  noFailures: 'خلال 30 يومًا',
  disabled: 'المعطّلون',
  ofAll: '{share} من الجميع',
} as const;

export const signInChart = {
  title: 'عمليات تسجيل الدخول والمحاولات الفاشلة',
  says: 'عمليات تسجيل الدخول خلال 30 يومًا: {ok}، والمحاولات الفاشلة: {bad}. في الجدول أدناه كل الأعداد.',
  ok: 'تسجيل دخول',
  bad: 'محاولات فاشلة',
  bar: '{day}: تسجيل دخول {ok}، محاولات فاشلة {bad}',
  table: 'عرض الأعداد في جدول',
  day: 'اليوم',
  none: 'لم يسجّل أحد الدخول خلال 30 يومًا.',
  cut: 'لا يُعدّ في الساعة الواحدة أكثر من {most}، لذلك بعض الأعمدة أقصر مما يجب.',
} as const;

/** Sign-ins by the hour of the week. */
export const signInTimes = {
  title: 'أوقات تسجيل الدخول',
  says: 'الأكثر يوم {day} بين {from} و{to}: {count}.',
  zone: 'بتوقيت {zone}. كل مربع ساعة من الأسبوع، وكلما كان اللون أقوى كان العدد أكبر.',
  one: '{day}، {hour}: {count}',
  none: 'لم يسجّل أحد الدخول خلال 30 يومًا.',
} as const;

export const signInWays = {
  title: 'طرق تسجيل الدخول',
  says: 'بحسب أحدث الجلسات في المتصفحات.',
  none: 'لا أحد سجّل الدخول.',
  password: 'كلمة المرور',
  factor: 'كلمة المرور وعامل ثانٍ',
  passkey: 'مفتاح مرور',
  provider: 'حساب لدى خدمة أخرى',
  code: 'رمز بالبريد',
  other: 'طريقة أخرى',
} as const;

/** What somebody should do something about. */
export const lookAt = {
  title: 'يحتاج إلى نظرة',
  nothing: 'لا شيء يحتاج إليك.',
  see: 'عرض',
  of: '«{what}»',
  broken: 'تم تغيير سجل التدقيق',
  brokenSays:
    '{count, plural, zero {لا أخطاء.} one {عُثر على خطأ واحد.} two {عُثر على خطأين.} few {عُثر على # أخطاء.} many {عُثر على # خطأ.} other {عُثر على # خطأ.}}',
  unseen: 'لم يتم التحقق من سجل التدقيق',
  unseenSays: 'كان آخر تحقق من السجل {ago}؛ {entries}.',
  unseenEntries: 'عدد القيود التي أضيفت بعده: {count}',
  unseenNever: 'لم يسبق التحقق منه.',
  spike: '{count} من المحاولات الفاشلة في {day}',
  spikeSays: 'في معظم الأيام يكون العدد أقل من {usual}.',
  staff: 'من يتولون الإدارة دون عامل ثانٍ ({role}): {count}',
  mails: 'رسائل بريد تعذّر إرسالها: {count}',
  mailsSays: 'يمكن إرسالها مرة أخرى.',
  noBackup: 'لا توجد نسخة احتياطية',
  noBackupSays: 'أنشئ نسخة بالأمر «gatehouse db backup».',
  oldBackup: 'آخر نسخة احتياطية قديمة',
  oldBackupSays: 'أُنشئت {ago}.',
  disk: 'القرص ممتلئ تقريبًا',
  diskSays: 'المساحة المتاحة: {free}.',
} as const;

/** What serves the site, a line each. */
export const health = {
  title: 'النظام',
  log: 'سجل التدقيق',
  never: 'لم يتم التحقق منه بعد',
  whole: 'سليم حتى القيد {last}، {ago}',
  changed: 'تم تغييره',
  mail: 'البريد',
  mails: '{waiting} في الانتظار، و{failed} تعذّر إرسالها',
  backup: 'آخر نسخة احتياطية',
  none: 'لا توجد',
  disk: 'المساحة المتاحة على القرص',
  processes: 'العمليات',
  same: '{count, plural, zero {لا عمليات} one {عملية واحدة} two {عمليتان} few {# عمليات} many {# عملية} other {# عملية}}، من بناء واحد',
  differ:
    '{count, plural, zero {لا عمليات} one {عملية واحدة} two {عمليتان} few {# عمليات} many {# عملية} other {# عملية}}، وهي مختلفة',
  good: 'سليم:',
  bad: 'يحتاج إلى نظرة:',
} as const;

export const recentEntries = {
  title: 'أحدث قيود السجل',
  all: 'كل القيود',
  none: 'لا توجد قيود.',
} as const;
