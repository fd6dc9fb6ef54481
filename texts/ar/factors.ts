/** What a field says that asks for a factor, and what a page calls the factor where it asks for another. */
export const factors = {
  totp: 'رمز تطبيق المصادقة',
  totpTitle: 'استخدام تطبيق المصادقة',
  recoveryCode: 'رمز الاسترداد',
  recoveryCodeHint: 'واحد من الرموز العشرة التي طبعتها أو حفظتها. يصلح مرة واحدة.',
  recoveryCodeTitle: 'استخدام رمز استرداد',
} as const;

/** The mail that tells of a recovery code that was used. */
export const recoveryCodeMail = {
  subject: 'تم استخدام رمز استرداد',
  used: 'تم استخدام رمز استرداد لحسابك على {site}. لم يعد صالحًا. {left, plural, zero {لم يبقَ أي رمز.} one {بقي رمز واحد.} two {بقي رمزان.} few {بقيت # رموز.} many {بقي # رمزًا.} other {بقي # رمز.}}',
  few: 'أنشئ رموزًا جديدة في الوقت المناسب: سجّل الدخول في {url}، وافتح «تسجيل الدخول والأمان»، واختر «الحصول على رموز الاسترداد». تحلّ الرموز الجديدة محل القديمة.',
  otherwise:
    'إن لم تكن أنت: فلدى شخص ما رموزك ويمكنه إثبات هويتك بها. سجّل الدخول في {url}، واختر كلمة مرور جديدة، وأنشئ رموز استرداد جديدة.',
} as const;
