export const changePassword = {
  changes: 'ما تغيّر منذ تسجيل الدخول ذاك',
  nothing: 'لا شيء.',
} as const;

export const changePasswordForm = {
  title: 'تغيير كلمة مرورك',
  submit: 'حفظ كلمة المرور الجديدة',
  submitting: 'جارٍ الحفظ…',
  current: 'كلمة المرور الحالية',
  password: 'كلمة المرور الجديدة',
  others: 'تسجيل الخروج من كل الأماكن الأخرى',
  programs:
    'يتم دائمًا تسجيل خروج التطبيقات والطرفيات التي سمحت لها. أما رموز الوصول فلا تنتهي إلا إن سجّلت الخروج من كل الأماكن الأخرى.',
} as const;

export const setPasswordForm = {
  title: 'تعيين كلمة مرور',
  submit: 'تعيين كلمة المرور',
  submitting: 'جارٍ الحفظ…',
  intro: 'ليس لحسابك كلمة مرور. بها يمكنك أيضًا تسجيل الدخول حيث لا يتوفر لك مفتاح المرور.',
  password: 'كلمة المرور الجديدة',
} as const;

export const removePassword = {
  title: 'إزالة كلمة المرور',
  text: 'بعد ذلك تسجّل الدخول بمفتاح مرور أو برمز مُرسَل بالبريد. يجب أن تبقى لك طريقتان منها.',
  submit: 'إزالة كلمة المرور',
} as const;
