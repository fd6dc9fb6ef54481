export const activity = {
  account: 'حسابك',
  things: 'ما لديك من {things}',
  title: 'ما جرى في حسابك',
  part: 'النشاط',
  intro:
    'عمليات تسجيل الدخول والمحاولات الفاشلة والتغييرات، من الأحدث إلى الأقدم. يُحتفظ بكل منها {days, plural, zero {# يوم} one {يومًا واحدًا} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}.',
  events: 'الأحداث',
  /** "Pages of events" */
  list: 'الأحداث',
  notMe: 'لم أكن أنا',
  /** What is shown: "Kind: Everything". */
  kind: 'النوع',
  everything: 'الكل',
  device: 'الجهاز',
  allDevices: 'كل الأجهزة',
  thisOne: '{name}، وهو ما تستخدمه الآن',
  endedDevice: 'جهاز سُجّل خروجه',
  alike: 'يُعرف الجهاز بما يسمّي به متصفحه نفسه: وما تطابق اسمه يُعرض معًا.',
  none: '{days, plural, zero {لم يحدث ما يطابق هذا.} one {لم يحدث ما يطابق هذا خلال اليوم الأخير.} two {لم يحدث ما يطابق هذا خلال اليومين الأخيرين.} few {لم يحدث ما يطابق هذا خلال آخر # أيام.} many {لم يحدث ما يطابق هذا خلال آخر # يومًا.} other {لم يحدث ما يطابق هذا خلال آخر # يوم.}}',
  noneYet: 'لا شيء يطابق هذا بين أحدث الأحداث. قد توجد أحداث أقدم.',
  noKind: 'لا يوجد هذا النوع من الأحداث. تُعرض الأحداث بكل أنواعها.',
  noDevice: 'لا يوجد هذا الجهاز. يُعرض ما جرى على كل الأجهزة.',
} as const;

/** What somebody may look at alone. What is done with things of the product is `activity.things`. */
export const activityKinds = {
  signIns: 'تسجيل الدخول',
  refused: 'المرفوض',
  account: 'الحساب',
  apps: 'التطبيقات',
} as const;

export const activityExport = {
  title: 'نسخة لك',
  intro: 'ملف بكل ما اخترته أعلاه، لا بهذه الصفحة وحدها.',
  csv: 'تنزيل بصيغة CSV',
  json: 'تنزيل بصيغة JSON',
  making: 'جارٍ إعداد الملف…',
} as const;

/** Who did it, where it was not the owner. */
export const activityBy = {
  support: 'بواسطة فريق الدعم',
  administrator: 'بواسطة مسؤول',
  operator: 'بواسطة مشغّل الموقع',
} as const;
