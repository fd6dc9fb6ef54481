export const deviceForm = {
  title: 'ربط جهاز',
  submit: 'متابعة',
  submitting: 'جارٍ البحث…',
  intro: 'اكتب الرمز الذي يعرضه جهازك أو الطرفية. بعد ذلك ترى ما يطلبه.',
  code: 'الرمز',
  hint: 'ثمانية أحرف. لا تتابع إلا إن بدأت هذا بنفسك.',
} as const;

export const device = {
  noSuchCode: 'رمز الجهاز هذا غير صالح. تحقق منه، أو ابدأ من جديد على الجهاز.',
  title: 'هل تسمح للبرنامج {name} باستخدام حسابك؟',
  asks: 'سجّلت الدخول بالحساب {email}. يطلب {name} استخدام هذا الحساب.',
  from: '{program} · الطلب من {address}',
  warning: 'هل أرسل إليك شخص ما هذا الرمز، أو طلب منك كتابته؟ إذن فهو ليس لك: ارفضه.',
} as const;

export const deviceAllowed = {
  title: 'سمحت للبرنامج {name} بالوصول',
  next: 'يمكنك إغلاق هذه الصفحة والعودة إلى الجهاز.',
  end: 'يمكنك إنهاء ذلك في أي وقت من {sessions}.',
  sessions: 'التطبيقات ورموز الوصول',
} as const;

export const deviceDenied = {
  title: 'رفضت وصول البرنامج {name}',
  next: 'لم يحصل على شيء من حسابك. يمكنك إغلاق هذه الصفحة.',
} as const;

export const deviceOver = {
  title: 'انتهى هذا الرمز',
  why: 'إما أنه أُجيب عنه، أو استغرق وقتًا طويلًا جدًا، أو كُتب في متصفح آخر.',
  again: 'ابدأ من جديد على الجهاز، ثم {link}.',
  link: 'اكتب الرمز الجديد',
} as const;
