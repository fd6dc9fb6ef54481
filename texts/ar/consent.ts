export const consent = {
  title: 'هل تسمح للبرنامج {name} باستخدام حسابك؟',
  asks: 'سجّلت الدخول بالحساب {email}. يطلب {name} استخدام هذا الحساب؛ ويُرسَل الجواب إلى {place}.',
  published:
    'لم يُضف مشغّل هذا الموقع هذا البرنامج. يأتي اسمه من {host}: فاحكم عليه بهذا العنوان، لا بالاسم.',
  end: 'يمكنك إنهاء ذلك في أي وقت من «التطبيقات ورموز الوصول».',
} as const;

export const consentAnswered = {
  title: 'جوابك في الطريق',
  next: '{link} إن لم يحدث شيء.',
  link: 'انتقل إلى {place}',
} as const;

export const consentOther = {
  title: 'هذا الطلب يخص حسابًا آخر',
  why: 'يطلب {name} حسابًا غير {email}.',
  what: 'يسجّل «استخدام حساب آخر» خروجك هنا. سجّل الدخول بالحساب المطلوب، ثم تعود إلى هذا الطلب.',
  submit: 'استخدام حساب آخر',
} as const;

export const consentOver = {
  title: 'انتهى هذا الطلب',
  why: 'إما أنه أُجيب عنه، أو استغرق وقتًا طويلًا جدًا، أو بدأ في متصفح آخر.',
  again: 'عُد إلى البرنامج وابدأ من جديد. لم يُعطَ شيء من هنا.',
} as const;

export const oauthProblem = {
  title: 'لا يمكن إكمال طلب هذا التطبيق',
  again: 'لم يُعطَ شيء. عُد إلى البرنامج وابدأ من جديد.',
} as const;

/** What was wrong, by its code of OAuth. */
export const oauthProblems = {
  invalid_client: 'البرنامج الذي أرسلك إلى هنا غير معروف لهذا الموقع.',
  invalid_redirect_uri: 'يريد البرنامج إرسال الجواب إلى عنوان ليس له.',
  access_denied: 'رُفض وصول البرنامج. لا يمكنه فعل شيء باسمك.',
  other: 'في ما طلبه البرنامج خلل، أو استغرق وقتًا طويلًا جدًا.',
} as const;
