/** What a program can be let in for, each with the sentence a person reads before saying yes. */
export const scopes = {
  openid: 'معرفة أنك أنت من يسجّل الدخول',
  profile: 'قراءة اسمك ومنطقتك الزمنية',
  email: 'قراءة عنوان بريدك الإلكتروني',
  'account:read': 'قراءة حسابك: الاسم والعنوان والدور',
  sessions: 'رؤية أماكن تسجيل دخولك، وإنهاء الجلسات',
  other: 'استخدام «{scope}»',
} as const;
