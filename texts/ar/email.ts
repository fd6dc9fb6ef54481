export const changeEmailForm = {
  title: 'تغيير بريدك الإلكتروني',
  submit: 'إرسال رمز إليّ',
  submitting: 'جارٍ الإرسال…',
  intro: 'عنوان حسابك هو {email}. نرسل رمزًا إلى العنوان الجديد، وإشعارًا إلى القديم.',
  email: 'البريد الإلكتروني الجديد',
} as const;

export const verifyEmailForm = {
  title: 'راجع صندوق بريدك الجديد',
  submit: 'تحقق',
  submitting: 'جارٍ التحقق…',
  used: 'استُخدم الرمز، وأصبح هذا عنوان حسابك.',
} as const;
