/** Other sites that say who somebody is. */
export const providers = {
  list: 'تسجيل الدخول بحساب لديك',
  or: 'أو بحساب لديك',
  goOn: 'المتابعة باستخدام {provider}',
  going: 'في الطريق…',
} as const;

export const providerLeaving = {
  title: 'في الطريق',
  next: '{link} إن لم يحدث شيء.',
  link: 'انتقل إلى {place}',
} as const;

export const providerOver = {
  title: 'انتهى هذا',
  why: 'استغرق وقتًا طويلًا جدًا، أو تم من قبل، أو بدأ في متصفح آخر.',
  again: 'البدء من جديد',
} as const;

/** What is still missing after a provider has said who somebody is. */
export const providerFinish = {
  title: 'خطوة أخرى',
  who: 'وصلت من {provider} بالحساب {label}. لا نعرف هذا الحساب بعد.',
  haveTitle: 'لديك حساب هنا',
  haveSays: 'سجّل الدخول إليه كالمعتاد. عندئذ يُربط {provider}، ويسجّل دخولك من الآن فصاعدًا.',
  haveWay: 'تسجيل الدخول والربط',
} as const;

/** Somebody of a company that has its people sign in by one provider alone. */
export const company = {
  title: 'تسجيل الدخول عبر شركتك',
  who: 'يسجّل أصحاب العناوين على {domain} الدخول باستخدام {provider}.',
  may: 'يمكن لأصحاب العناوين على {domain} تسجيل الدخول عبر شركتهم.',
  goOn: 'المتابعة عبر {domain}',
  mayBy: 'يمكن لأصحاب العناوين على {domain} تسجيل الدخول باستخدام {provider}.',
  away: 'يسجّل أصحاب العناوين على {domain} الدخول بموفّر الهوية الخاص بشركتهم، وهو غير معدّ هنا الآن. اسأل القائمين على هذا الموقع.',
  otherAddress: 'تسجيل الدخول بعنوان آخر',
  otherWay: 'تسجيل الدخول بطريقة أخرى',
} as const;

export const providerFinishForm = {
  title: 'هذه أول مرة لك هنا',
  intro: 'نرسل رمزًا إلى عنوانك، وبه يُنشأ حسابك.',
  name: 'الاسم',
  submit: 'إنشاء حساب',
  submitting: 'جارٍ الإرسال…',
} as const;

export const connections = {
  title: 'الحسابات المرتبطة',
  intro: 'حسابات في مواقع أخرى تسجّل دخولك هنا. لا نحتفظ بأي كلمة مرور أو رمز منها.',
  list: 'حساباتك المرتبطة',
  none: 'لم تربط أي حساب بعد.',
  used: 'الربط {added}، آخر استخدام {used} من {address}، {browser}',
  unused: 'الربط {added}، لم يُستخدم قط لتسجيل الدخول',
  gone: 'متوقف',
  disconnect: 'إلغاء الربط',
  add: 'ربط حساب',
  connect: 'ربط {provider}',
  all: 'كل الحسابات المرتبطة',
  called: '{provider}: {label}',
} as const;

export const connectForm = {
  title: 'ربط هذا الحساب؟',
  asks: 'من الآن فصاعدًا يسجّل {label} من {provider} الدخول إلى حسابك {email}.',
  submit: 'ربط',
  submitting: 'جارٍ الربط…',
  not: 'عدم الربط',
} as const;

export const disconnectForm = {
  title: 'إلغاء ربط هذا الحساب',
  intro: 'بعد ذلك لن يسجّل دخولك.',
  submit: 'إلغاء الربط',
  submitting: 'جارٍ إلغاء الربط…',
} as const;

export const connectionAnswers = {
  over: 'استغرق ذلك وقتًا طويلًا جدًا، أو تم من قبل. ابدأ من جديد.',
  known: 'هذا الحساب مرتبط بحساب هنا بالفعل.',
  tooMany: 'لديك 25 حسابًا مرتبطًا. ألغِ ربط أحدها أولًا.',
  lastWay: 'هذه طريقتك الوحيدة لتسجيل الدخول. أضف مفتاح مرور أو عيّن كلمة مرور أولًا.',
} as const;
