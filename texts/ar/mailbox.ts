/** Of captured mail, which stands for a mailbox while no mail server is set. */
export const mailbox = {
  skip: 'الانتقال إلى البريد',
  title: 'البريد المحفوظ هنا',
  /** "Pages of mail" */
  list: 'البريد',
  mark: 'DEV',
  why: '{mark} لم يُضبط خادم بريد (SMTP_URL)، فلا يغادر شيء هذا الجهاز. لا يقرأ هذه الصفحة إلا متصفح فتح الرابط الذي طبعه الخادم. أعد تحميلها لترى بريدًا أحدث.',
  none: 'لا بريد بعد.',
  noneTo: 'لا رسائل إلى هذا العنوان بعد.',
  /** Shows the mail to one address only. */
  recipient: 'الرسائل إلى',
  show: 'عرض',
  everybody: 'عرض الرسائل إلى الجميع',
  /** Opens a mail. */
  read: 'قراءة الرسالة',
  /** What the frame with the mail is called, before its subject. */
  html: 'الرسالة بصيغة HTML',
  text: 'كنص عادي',
  copy: 'نسخ الرمز',
  copied: 'نُسخ',
  to: 'إلى {recipient} · {time}',
} as const;
