/** Mails that did not arrive. */
export const adminMails = {
  title: 'البريد',
  intro: 'الرسائل التي لم تصل، وما قاله خادم البريد عنها. لا يرى أحد هنا ما تقوله الرسالة.',
  captured:
    'لم يُضبط خادم بريد، فلا تغادر أي رسالة هذا الجهاز. يقرؤها مشغّل الموقع في \u200e/dev/mailbox.',
  which: 'أي الرسائل',
  /** "Pages of mails" */
  list: 'الرسائل',
  to: 'إلى',
  tried: 'المحاولات',
  said: 'ما قاله خادم البريد',
  again: 'مرة أخرى',
  times:
    '{count, plural, zero {لم تُجرَ محاولة بعد} one {مرة واحدة} two {مرتان} few {# مرات} many {# مرة} other {# مرة}}',
  sendAgain: 'إعادة الإرسال',
  ofMail: 'إلى {address}: {subject}',
  gone: 'كانت تحمل رمزًا. يمكن لصاحب الحساب طلب رمز آخر.',
  nothing: 'لا شيء',
} as const;

export const adminMailStates = {
  failed: 'تعذّر إرسالها',
  dropped: 'فات أوانها',
  waiting: 'في الطريق',
} as const;

/** What is said of each of them, and where there is none. */
export const adminMailStateSays = {
  failed: 'رفضها خادم البريد نهائيًا، أو تعذّر الوصول إليه اثنتي عشرة مرة خلال بضع ساعات.',
  dropped: 'كانت تحمل رمزًا انتهت صلاحيته قبل أن يتسلّمها خادم البريد، أو حلّ محله رمز آخر.',
  waiting: 'تُعاد محاولة إرسالها إلى أن يتسلّمها خادم البريد.',
} as const;

export const adminMailNone = {
  failed: 'لم يتعذّر إرسال أي رسالة في الأيام السبعة الماضية.',
  dropped: 'لم يفت أوان أي رسالة في الأيام السبعة الماضية.',
  waiting: 'لا رسائل في الانتظار.',
} as const;
