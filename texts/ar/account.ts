/** Where one can go, also as the head of a card says where one goes next. */
export const places = {
  dashboard: 'لوحة المعلومات',
  profile: 'الملف الشخصي',
  email: 'البريد الإلكتروني',
  security: 'تسجيل الدخول والأمان',
  password: 'كلمة المرور',
  authenticator: 'تطبيق المصادقة',
  'recovery-codes': 'رموز الاسترداد',
  passkeys: 'مفاتيح المرور',
  connections: 'الحسابات المرتبطة',
  apps: 'التطبيقات',
  sessions: 'الأجهزة',
  activity: 'النشاط',
  data: 'بياناتك',
  administration: 'الإدارة',
  overview: 'نظرة عامة',
  users: 'الأشخاص',
  programs: 'التطبيقات',
  audit: 'سجل التدقيق',
  mail: 'البريد',
  system: 'النظام',
  device: 'الجهاز',
  examples: 'أمثلة',
  settings: 'الإعدادات',
  admin: 'الإدارة',
} as const;

/** What stands around every page. */
export const frame = {
  skip: 'الانتقال إلى المحتوى',
  skipToForm: 'الانتقال إلى النموذج',
  account: 'الحساب',
  site: 'الموقع',
  menu: '، قائمة الحساب',
  yourAccount: 'حسابك',
  yourProfile: 'ملفك الشخصي',
  signOut: 'تسجيل الخروج',
  signingOut: 'جارٍ تسجيل الخروج…',
  signIn: 'تسجيل الدخول',
  host: 'مستضاف ذاتيًا على {host}',
  terms: 'الشروط',
  privacy: 'الخصوصية',
  support: 'الدعم',
  next: 'التالي ← {place}',
  noCookies:
    'لا يحتفظ متصفحك بملفات تعريف الارتباط لهذا الموقع، ولا يمكن لأحد تسجيل الدخول من دونها. اسمح بها هنا، ثم حاول مرة أخرى.',
  captured:
    'لم يُضبط خادم بريد، ولذلك حُفظت الرسالة هنا: {mailbox}. في المرة الأولى، استخدم رابط الصندوق الذي يتضمن المفتاح، وقد طبعه الخادم عند بدء تشغيله.',
  mailbox: 'افتح صندوق البريد',
} as const;

export const sessionWatch = {
  ended: 'تم تسجيل خروجك. ما كتبته لا يزال هنا. سجّل الدخول مرة أخرى، ثم أرسله.',
  another:
    'سجّل شخص آخر الدخول الآن. ما كتبته لا يزال هنا، لكن لا يمكن إرساله إلا من الحساب الذي كُتب فيه.',
  back: 'تم تسجيل دخولك مرة أخرى. ما كتبته لا يزال هنا، ويمكن إرساله.',
  signIn: 'تسجيل الدخول مرة أخرى',
} as const;

export const accountState = {
  open: 'نشط',
  disabled: 'معطّل',
  until: 'حتى {time}',
} as const;

/** The way through a long list. */
export const pages = {
  of: 'صفحات {list}',
  newest: 'الأحدث',
  older: 'الأقدم',
  first: 'الصفحة الأولى',
  next: 'الصفحة التالية',
  more: 'المزيد',
  none: 'لا يؤدي هذا العنوان إلى أي صفحة من القائمة.',
} as const;

/** The first page, which is open to everybody. */
export const home = {
  title: 'تسجيل دخول يملكه تطبيقك',
  intro: 'هذا {site}: حسابات وجلسات وبوابة أمام كل صفحة خاصة.',
  here: 'على هذا الخادم',
  reach: 'بعيد عن المتناول',
  ended: 'ما انتهى فقد انتهى',
  dashboard: 'الانتقال إلى لوحة المعلومات',
  createAccount: 'إنشاء حساب',
} as const;

/** Under each of its promises. */
export const homeHints = {
  here: 'يتم التحقق من كلمة مرورك هنا، في قاعدة بيانات هذا الموقع نفسه، ولا مكان غيرها.',
  reach: 'لا يُعطى أي شيء يفتح حسابك لأي برنامج نصي في متصفحك.',
  ended: 'سجّل خروج جهاز واحد أو كل الأجهزة، فتخرج في الحال.',
} as const;
