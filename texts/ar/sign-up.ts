export const signUp = {
  haveAccount: 'لديك حساب؟',
  useAnother: 'استخدام عنوان آخر',
  byPasskey:
    'تثبت عنوانك برمز، ثم تضيف مفتاح مرور. ويبقى الرمز المُرسَل بالبريد طريقتك الثانية للدخول.',
  byCode: 'تثبت عنوانك برمز، الآن وكلما سجّلت الدخول.',
  withPasskey: 'استخدام مفتاح مرور بلا كلمة مرور',
  withPassword: 'استخدام كلمة مرور',
} as const;

export const signUpForm = {
  title: 'إنشاء حساب',
  submit: 'إنشاء حساب',
  submitting: 'جارٍ إنشاء حسابك…',
  name: 'الاسم',
  emailHint: 'نرسل رمزًا إليه، للتأكد من أنه لك.',
  password: 'كلمة المرور',
} as const;

export const verifyForm = {
  title: 'راجع بريدك الإلكتروني',
  submit: 'تحقق',
  submitting: 'جارٍ التحقق…',
  used: 'استُخدم الرمز، والحساب موجود: سجّل الدخول للمتابعة.',
} as const;
