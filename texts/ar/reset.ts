export const forgotPassword = {
  useAnother: 'استخدام عنوان آخر',
} as const;

export const forgotPasswordForm = {
  title: 'تعيين كلمة مرور جديدة',
  submit: 'إرسال رمز إليّ',
  submitting: 'جارٍ الإرسال…',
  intro: 'نرسل إليك رمزًا بالبريد. وبه تختار كلمة مرور جديدة، هنا في هذا المتصفح.',
} as const;

export const resetPasswordForm = {
  title: 'اختيار كلمة مرور جديدة',
  submit: 'حفظ كلمة المرور الجديدة',
  submitting: 'جارٍ الحفظ…',
  used: 'استُخدم الرمز، وحُفظت كلمة المرور الجديدة: سجّل الدخول بها.',
  password: 'كلمة المرور الجديدة',
  note: 'يسجّل حفظها خروجك من كل الأماكن الأخرى.',
} as const;
