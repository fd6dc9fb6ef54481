export const confirmForm = {
  title: 'تأكيد هويتك',
  submit: 'تأكيد',
  submitting: 'جارٍ التأكيد…',
  intro:
    'سجّلت الدخول بالحساب {username}. للمتابعة، أثبت هويتك مرة أخرى. لن نطلب ذلك مجددًا طوال هذه المدة بالدقائق: {minutes}.',
} as const;

/** For a person without a password. */
export const confirmCode = {
  label: 'رمز من ستة أرقام من بريدك',
  hint: 'اطلبه في صفحة «تأكيد هويتك».',
  submit: 'إرسال رمز إلى بريدي',
} as const;
