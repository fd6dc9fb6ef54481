export const signIn = {
  ended: 'انتهت جلستك. سجّل الدخول مرة أخرى لتتابع من حيث كنت.',
  newHere: 'أول مرة هنا؟',
  createAccount: 'إنشاء حساب',
  byPassword: 'تسجيل الدخول بكلمة المرور',
  beginAgain: 'البدء من جديد',
  otherWays: 'تسجيل الدخول بطريقة أخرى',
  useAnother: 'استخدام عنوان آخر',
} as const;

export const signInForm = {
  title: 'تسجيل الدخول',
  submit: 'تسجيل الدخول',
  submitting: 'جارٍ تسجيل الدخول…',
  password: 'كلمة المرور',
  remember: 'إبقاء الدخول مسجَّلًا',
  forgot: 'نسيت كلمة المرور؟',
  mailCode: 'إرسال رمز إلى بريدي',
} as const;

export const signInCodeForm = {
  title: 'تسجيل الدخول برمز',
  submit: 'إرسال رمز إلى بريدي',
  submitting: 'جارٍ الإرسال…',
  intro: 'نرسل إليك رمزًا بالبريد. وبه تسجّل الدخول، هنا في هذا المتصفح.',
  remember: 'إبقاء الدخول مسجَّلًا',
} as const;

export const signInVerifyForm = {
  title: 'كتابة الرمز',
  submit: 'تسجيل الدخول',
  submitting: 'جارٍ تسجيل الدخول…',
  used: 'استُخدم الرمز، وسُجِّل الدخول به.',
} as const;

export const factorForm = {
  title: 'خطوة أخرى',
  submit: 'تسجيل الدخول',
  submitting: 'جارٍ تسجيل الدخول…',
  asks: 'يطلب حسابك {username} هذا أيضًا.',
  trust: 'عدم السؤال في هذا المتصفح لمدة 30 يومًا',
} as const;
