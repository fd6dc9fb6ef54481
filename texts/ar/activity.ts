export const activity = {
  account: 'حسابك',
  things: 'ما لديك من {things}',
  title: 'ما جرى في حسابك',
  part: 'النشاط',
  intro:
    'عمليات تسجيل الدخول والمحاولات الفاشلة والتغييرات، من الأحدث إلى الأقدم؛ وفي الأسفل ما فعلته في {things}. يُحتفظ بكل منها {days, plural, zero {# يوم} one {يومًا واحدًا} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}.',
  events: 'الأحداث',
  /** "Pages of events" */
  list: 'الأحداث',
  notMe: 'لم أكن أنا',
} as const;

/** Who did it, where it was not the owner. */
export const activityBy = {
  support: 'بواسطة فريق الدعم',
  administrator: 'بواسطة مسؤول',
  operator: 'بواسطة مشغّل الموقع',
} as const;
