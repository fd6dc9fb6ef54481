/** The programs that were let in, and the tokens that somebody made for programs of their own. */
export const apps = {
  title: 'التطبيقات ورموز الوصول',
  part: 'التطبيقات',
  intro: 'ما يمكنه استخدام حسابك من دونك.',
  apps: 'التطبيقات',
  noApps: 'لا يصل أي تطبيق إلى حسابك.',
  whatApps: 'يظهر هنا كل تطبيق أو موقع تسمح له، مع ما يُسمح له به.',
  tokens: 'رموز الوصول',
  noTokens: 'لم تُنشئ أي رمز.',
  whatTokens: 'الرمز لبرنامج نصي لا يجلس أمامه أحد.',
  /** "Pages of apps" */
  list: 'التطبيقات ورموز الوصول',
  shown: 'رمز الوصول الجديد',
  once: 'لا يُعرض إلا الآن. انسخه إلى حيث تحتاج إليه، واحفظه كما تحفظ كلمة المرور: فمن يملكه يمكنه فعل ما حددته.',
  use: 'ترسله البرامج في الترويسة «Authorization: Bearer …\u200e»، ولا ترسله في عنوان أبدًا.',
  kept: 'لقد نسخته',
} as const;

/** One of them. */
export const appRow = {
  seen: 'آخر نشاط {seen} من {address} · السماح له {since}',
  used: 'آخر استخدام {seen} من {address} · الإنشاء {since}',
  unused: 'لم يُستخدم بعد · الإنشاء {since}',
  browsers: 'عدد المتصفحات التي سُجِّل الدخول إليه فيها: {count, number}.',
  may: 'مسموح له: {scopes}.',
  appEnds: 'ينتهي إذنه في {time} على أبعد تقدير. لتقليل صلاحياته، سجّل خروجه ثم اسمح له من جديد.',
  tokenEnds: 'ينتهي في {time}.',
  signOut: 'تسجيل الخروج',
  end: 'إنهاء',
} as const;

export const tokenForm = {
  title: 'إنشاء رمز وصول',
  intro: 'لبرنامج نصي أو برنامج خاص بك لا يمكنه أن يسألك في متصفح.',
  name: 'الاسم',
  nameHint: 'الغرض منه، مثل «نسخة احتياطية ليلية».',
  scopes: 'مسموح له',
  days: 'ينتهي بعد',
  day7: '7 أيام',
  day30: '30 يومًا',
  day90: '90 يومًا',
  day365: 'سنة',
  submit: 'إنشاء الرمز',
  submitting: 'جارٍ الإنشاء…',
} as const;

/** Why none was made. */
export const tokenAnswers = {
  noScope: 'حدد شيئًا واحدًا على الأقل يُسمح له به.',
  shownBefore:
    'أنشأ هذا النموذج رمزه من قبل، ولا يُعرض مرة أخرى. إن لم تنسخه، فأنهِه وأنشئ رمزًا آخر.',
  tooMany: 'بلغ عدد رموز الوصول لديك الحد الأقصى. أنهِ أحدها أولًا.',
} as const;

export const tokenMail = {
  subject: 'تم إنشاء رمز وصول لحسابك',
  made: 'تم إنشاء رمز وصول لحسابك على {site}. يمكن لمن يملكه استخدام حسابك لمدة {days, plural, zero {# يوم} one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}.',
  where: 'تجده في {url}/settings/apps، ويمكنك إنهاؤه من هناك في أي وقت.',
  may: 'مسموح له',
} as const;
