export const sessions = {
  title: 'الأجهزة',
  intro: 'سجّل خروج ما لا تعرفه، ثم اختر كلمة مرور جديدة.',
  where: 'أماكن تسجيل دخولك',
  nowhere: 'لم تسجّل الدخول في أي مكان آخر.',
  others:
    'سجّلت الدخول على {count, plural, zero {# جهاز آخر} one {جهاز آخر واحد} two {جهازين آخرين} few {# أجهزة أخرى} many {# جهازًا آخر} other {# جهاز آخر}}.',
  apps: '{count, plural, zero {لا يمكن لأي تطبيق أو رمز وصول استخدام حسابك.} one {يمكن لتطبيق أو رمز وصول واحد استخدام حسابك.} two {يمكن لاثنين من التطبيقات ورموز الوصول استخدام حسابك.} few {يمكن لـ # من التطبيقات ورموز الوصول استخدام حسابك.} many {يمكن لـ # من التطبيقات ورموز الوصول استخدام حسابك.} other {يمكن لـ # من التطبيقات ورموز الوصول استخدام حسابك.}}',
  endOthers: 'تسجيل الخروج من كل الأماكن الأخرى',
  /** "This signs out Firefox on Linux (2), curl and 3 more." Then the button that does it. */
  ends: 'يُنهي هذا تسجيل الدخول على: {names}.',
  several: '{name} ({count, number})',
  more: '{count, number} غيرها',
  this: 'الجهاز الذي تستخدمه الآن',
  browsers: 'متصفحات أخرى',
  programs: 'البرامج والمواقع',
  mayDo: 'ما يُسمح لها به',
  /** "Pages of devices" */
  list: 'الأجهزة',
} as const;

/** One of them. */
export const sessionRow = {
  here: 'هذا الجهاز',
  isNew: 'جديد',
  seen: 'آخر نشاط {seen} · تسجيل الدخول {since}',
  seenKept: 'آخر نشاط {seen} · تسجيل الدخول {since} · مع إبقاء الدخول مسجَّلًا',
  letIn: 'آخر نشاط {seen} · السماح له {since}',
  near: 'في الشبكة نفسها معك',
  activity: 'النشاط',
  end: 'تسجيل الخروج',
} as const;

export const allowedSites = {
  title: 'المواقع التي تسجّل الدخول إليها',
  intro: 'تُبلَّغ بهويتك من دون سؤالك مرة أخرى، ما دام دخولك مسجَّلًا هنا.',
  used: 'آخر استخدام {used} · السماح {since} · المتاح له: {scopes}',
  own: 'هو تابع للقائمين على هذا الموقع، فلا يُسأل أحد.',
  end: 'سحب الإذن',
} as const;

export const trustedBrowsers = {
  title: 'المتصفحات الموثوقة',
  intro: 'لا يُطلب منك فيها عامل ثانٍ عند تسجيل الدخول. أما كل ما هو حساس فلا يزال يتطلبه.',
  used: 'آخر استخدام {used} · مُنحت الثقة من {address} · حتى {until}',
  end: 'إنهاء الثقة',
} as const;

/** With what somebody came, as far as a user agent can be believed. */
export const browserNames = {
  unknown: 'متصفح غير معروف',
  script: 'برنامج نصي',
  loopback: 'جهاز الخادم',
  on: '{name} على {system}',
  token: 'رمز الوصول «{name}»',
} as const;
