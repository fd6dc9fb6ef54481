/** The page for people whom a site has sent here to sign out. */
export const logout = {
  title: 'هل تريد تسجيل الخروج؟',
  asks: 'سجّلت الدخول هنا بالحساب {email}.',
  by: 'يطلب منك {name} تسجيل الخروج.',
  tells: 'يُطلب أيضًا من المواقع التي سجّلت الدخول إليها من هنا تسجيل خروجك.',
  wrong: 'أرسل الموقع الذي وجّهك إلى هنا طلبًا غير صالح، ولذلك لن تُعاد إليه.',
  stay: 'عدم تسجيل الخروج',
} as const;

export const loggedOut = {
  title: 'تم تسجيل خروجك',
  says: 'لا يوجد هنا تسجيل دخول في هذا المتصفح.',
  wrong: 'أرسل الموقع الذي وجّهك إلى هنا طلبًا غير صالح، ولذلك لا تُعاد إليه.',
  next: '{link} إن لم يحدث شيء.',
  link: 'انتقل إلى {place}',
  again: 'تسجيل الدخول',
} as const;
