/** The mails that tell of a change of what somebody signs in with. */
export const credentialMails = {
  password_added: 'أُضيفت كلمة مرور إلى حسابك على {site}',
  password_renamed: 'تغيّر اسم كلمة المرور لحسابك على {site}',
  password_removed: 'أُزيلت كلمة المرور من حسابك على {site}',
  passkey_added: 'أُضيف مفتاح مرور إلى حسابك على {site}',
  passkey_renamed: 'تغيّر اسم أحد مفاتيح المرور لحسابك على {site}',
  passkey_removed: 'أُزيل مفتاح مرور من حسابك على {site}',
  totp_added: 'أُضيف تطبيق مصادقة إلى حسابك على {site}',
  totp_renamed: 'تغيّر اسم تطبيق المصادقة لحسابك على {site}',
  totp_removed: 'أُزيل تطبيق المصادقة من حسابك على {site}',
  recovery_codes_added: 'أُنشئت رموز استرداد جديدة لحسابك على {site}',
  recovery_codes_renamed: 'تغيّر اسم رموز الاسترداد لحسابك على {site}',
  recovery_codes_removed: 'أُزيلت رموز الاسترداد من حسابك على {site}',
  connection_added: 'أصبح حساب في موقع آخر يسجّل الدخول إلى حسابك على {site}',
  connection_renamed: 'تغيّر اسم حساب مرتبط بحسابك على {site}',
  connection_removed: 'أُزيل حساب مرتبط من حسابك على {site}',
  otherwise:
    'إن لم تكن أنت: سجّل الدخول في {url}، وافتح «النشاط»، واختر «لم أكن أنا» بجانبه. ينهي ذلك الجلسة التي جرى فيها التغيير ويلغيه.',
} as const;
