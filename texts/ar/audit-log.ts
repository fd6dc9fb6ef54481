/** The page of the log. What happened, each entry says: texts/ar/audit. */
export const auditLog = {
  title: 'سجل التدقيق',
  intro: 'كل أحداث الأمان، من الأحدث إلى الأقدم. الأوقات بتوقيت {zone}.',
  entries: 'القيود',
  none: 'لا قيود مطابقة.',
  /** "Pages of entries" */
  list: 'القيود',
} as const;

export const auditFilter = {
  title: 'ما تبحث عنه',
  type: 'الحدث',
  all: 'الكل',
  person: 'الشخص (العنوان أو معرّف الحساب)',
  from: 'من',
  to: 'إلى',
  zone: '({zone})',
  apply: 'تطبيق',
  clear: 'مسح عوامل التصفية',
  noDay: 'اكتب اليوم بالصيغة YYYY-MM-DD.',
  noType: 'لا يوجد نوع أحداث كهذا.',
} as const;

export const auditEntry = {
  failure: 'فشل',
  account: 'الحساب',
  nobodys: 'لا يخص أحدًا',
  by: 'الفاعل',
  from: 'من',
  about: 'بشأن',
  person: 'صاحب الحساب',
  sender: 'المُرسِل، أيًا كان',
  staff: '{role}: {who}',
  operator: 'مشغّل الموقع',
  system: 'النظام',
} as const;

/** What the last verification found. */
export const auditState = {
  never: 'لم يتم التحقق من السجل بعد.',
  whole: 'تم التحقق من كل القيود حتى {last} في {time}: لم يتغيّر شيء، ولا شيء مفقود.',
  unverified:
    '{count, plural, zero {# قيد لم يتم التحقق منه بعد.} one {قيد واحد لم يتم التحقق منه بعد.} two {قيدان لم يتم التحقق منهما بعد.} few {# قيود لم يتم التحقق منها بعد.} many {# قيدًا لم يتم التحقق منها بعد.} other {# قيد لم يتم التحقق منها بعد.}}',
  verified: 'أما القيود حتى {last} فتم التحقق منها في {time}: لم يتغيّر شيء، ولا شيء مفقود.',
  verify: 'التحقق الآن',
  changed: 'تم تغيير السجل',
  at: 'تم التحقق في {time}.',
} as const;

export const auditExport = {
  title: 'التصدير',
  all: 'كل القيود، لكل الأشخاص ومن كل الأنواع. ويصبح التصدير نفسه قيدًا.',
  days: 'كل قيود الأيام المحددة أعلاه، لكل الأشخاص ومن كل الأنواع. ويصبح التصدير نفسه قيدًا.',
  ndjson: 'تصدير بصيغة NDJSON',
  csv: 'تصدير بصيغة CSV',
  exporting: 'جارٍ التصدير…',
} as const;

/** What is wrong with the log, as staff and the operator read it. */
export const auditFaults = {
  missing:
    '{count, plural, zero {القيود من {first} إلى {last} مفقودة.} one {القيد {first} مفقود.} two {القيدان {first} و{last} مفقودان.} few {القيود من {first} إلى {last} مفقودة.} many {القيود من {first} إلى {last} مفقودة.} other {القيود من {first} إلى {last} مفقودة.}}',
  changed: 'القيد {seq} غير متسق: فقد تم تغييره أو نقله أو إقحامه، هو أو القيد الذي قبله.',
  noHead: 'رأس السجل مفقود.',
  cutOff: 'ينتهي السجل عند القيد {last}، وكان ينتهي عند {head}: القيود الأخيرة مفقودة.',
  added: 'يجب أن ينتهي السجل عند القيد {head}: ما يأتي بعده تم إقحامه.',
  otherHead: 'القيد {last} ليس آخر قيد كُتب: فقد تم تغييره.',
  start: 'لا يذكر أي قيد أن السجل اقتُطع حتى القيد {seq}: فقد أُزيلت بدايته.',
  unguarded:
    '{count, plural, zero {لا ينقص قاعدة البيانات أي مشغّل (trigger) يحمي السجل: {names}.} one {ينقص قاعدة البيانات مشغّل (trigger) يحمي السجل، أو حلّ محله غيره: {names}.} two {ينقص قاعدة البيانات مشغّلان (triggers) يحميان السجل، أو حلّ محلهما غيرهما: {names}.} few {تنقص قاعدة البيانات مشغّلات (triggers) تحمي السجل، أو حلّ محلها غيرها: {names}.} many {تنقص قاعدة البيانات مشغّلات (triggers) تحمي السجل، أو حلّ محلها غيرها: {names}.} other {تنقص قاعدة البيانات مشغّلات (triggers) تحمي السجل، أو حلّ محلها غيرها: {names}.}}',
  waiting:
    '{count, plural, zero {لا ينتظر أي قيد خارج السجل منذ {since}.} one {ينتظر قيد واحد خارج السجل: لم يُختم منذ {since}.} two {ينتظر قيدان خارج السجل: لم يُختما منذ {since}.} few {تنتظر # قيود خارج السجل: لم تُختم منذ {since}.} many {ينتظر # قيدًا خارج السجل: لم تُختم منذ {since}.} other {ينتظر # قيد خارج السجل: لم تُختم منذ {since}.}}',
  notedTrimmed: 'القيد {seq} اقتُطع ولم تعد مقارنته ممكنة. دوّن رأسًا أحدث للسجل.',
  notedGone: 'القيد {seq} الذي تم تدوينه غير موجود: فقد أُزيلت نهاية السجل.',
  notedOther: 'القيد {seq} ليس القيد الذي تم تدوينه: فقد كُتب السجل من جديد.',
  otherInTree: 'القيد {seq} ليس القيد الموجود في شجرة السجل: فقد كُتب من جديد.',
  brokenTree: 'شجرة السجل غير متسقة ابتداءً من القيد {seq}: فقد تم تغييرها.',
  witnessedGone:
    'رأى الشاهد {size, plural, zero {# قيد} one {قيدًا واحدًا} two {قيدين} few {# قيود} many {# قيدًا} other {# قيد}}، وفي شجرة السجل أقل من ذلك: فقد أُزيلت نهاية السجل.',
  witnessedOther:
    '{size, plural, zero {القيود الأولى (#) ليست ما رآه الشاهد} one {القيد الأول ليس ما رآه الشاهد} two {القيدان الأولان ليسا ما رآه الشاهد} few {أول # قيود ليست ما رآه الشاهد} many {أول # قيدًا ليست ما رآه الشاهد} other {أول # قيد ليست ما رآه الشاهد}}: فقد كُتب السجل من جديد.',
} as const;
