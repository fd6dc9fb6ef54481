/** The list of the things of a kind that somebody may see. */
export const thingList = {
  all: 'كل {things}',
  newThing: 'إنشاء {thing}',
  yours: 'ما لديك من {things}',
  changed: '{relation} · آخر تعديل {when}',
  offered: 'الملكية معروضة عليك',
  none: 'لا شيء من {things} هنا بعد.',
  noMore: 'لا مزيد من {things}.',
} as const;

export const thingPage = {
  changed: 'دورك: {relation} · آخر تعديل {when}',
  empty: 'لم يُكتب شيء هنا بعد.',
  share: 'مشاركة',
  delete: 'حذف',
  leave: 'مغادرة',
} as const;

/** Of every form that writes a thing. */
export const thingForm = {
  upTo: 'حتى {most, plural, zero {# حرف} one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}.',
  submit: 'حفظ {thing}',
  submitting: 'جارٍ الحفظ…',
} as const;

export const thingRefusals = {
  nothingSaved: 'لم يُحفظ شيء.',
  noRoom:
    'لا مكان لحفظ {thing}: الحد الأقصى لكل ما تملكه من {things} معًا {megabytes} ميغابايت. اختصر ما كتبته، أو احذف شيئًا آخر أولًا. ما كتبته لا يزال هنا.',
  noRoomAtOwner:
    'لا مكان لهذا: الحد الأقصى لكل {things} في الحساب الواحد معًا {megabytes} ميغابايت، ويُحسب هذا في حساب المالك. اختصر ما كتبته، أو احذف شيئًا آخر أولًا. ما كتبته لا يزال هنا.',
} as const;

/** Who changed a thing that somebody is still writing in. */
export const changedBy = {
  you: 'غيّرت {thing} في علامة تبويب أخرى أثناء كتابتك هنا. ما كتبته لا يزال هنا.',
  both: 'تم تغيير {thing} أثناء كتابتك، وكان آخر تغيير منك في علامة تبويب أخرى. ما كتبته لا يزال هنا.',
  another: 'غيّر شخص آخر {thing} أثناء كتابتك. ما كتبته لا يزال هنا.',
} as const;

/** What the form says to a person who writes in a thing that was changed. */
export const behind = {
  look: 'انظر إلى {now} قبل الحفظ: فالحفظ يضع ما هنا مكانها.',
  now: 'النسخة الحالية من {thing} (في علامة تبويب جديدة)',
} as const;

/** In the place of a form that can no longer be saved. */
export const lostThing = {
  title: 'لم يعد بإمكانك تعديل {thing}',
  text: 'لم يُحفظ شيء: فقد تم الحذف، أو أُزلت من قائمة من يمكنهم التعديل. ما كتبته في الأسفل لتنسخه.',
  back: 'الانتقال إلى {things}',
} as const;

export const deleteThing = {
  title: 'حذف {thing}؟',
  text: 'سيتم نهائيًا حذف {title}، لديك ولدى كل من تشملهم المشاركة.',
  submit: 'حذف {thing}',
  keep: 'عدم الحذف',
} as const;

export const leaveThing = {
  title: 'مغادرة {thing}؟',
  text: 'لن ترى {title} بعد الآن. لا يمكن لغير المالك إعادة المشاركة معك.',
  submit: 'مغادرة {thing}',
  stay: 'البقاء',
} as const;

/** What was done to a thing: told at the top of the page that it leads to. */
export const thingDone = {
  made: 'تم حفظ {thing}. لا يمكن حتى الآن لأحد غيرك رؤية ذلك.',
  saved: 'تم حفظ {thing}.',
  deleted: 'تم حذف {thing} لدى الجميع.',
  left: 'غادرت {thing}.',
  shared: 'تمت مشاركة {thing}. تضم القائمة أدناه كل من تشملهم المشاركة.',
  role: 'تم تغيير الدور.',
  removed: 'لم يعد بإمكان هذا الشخص الوصول.',
  offered: 'عُرضت ملكية {thing}. تبقى الملكية لك حتى يُقبل العرض.',
  withdrawn: 'سُحب العرض. تبقى ملكية {thing} لك.',
  accepted: 'أصبحت ملكية {thing} لك.',
  declined: 'رفضت العرض. تبقى ملكية {thing} للمالك.',
} as const;

/** What is no success. */
export const thingNoted = {
  there: 'سبق إنشاء {thing} بهذا النموذج، وحدث تغيير بعد ذلك. لم يتغيّر شيء الآن.',
} as const;

/** What somebody asked of a thing and may not have. */
export const auditRefusedThing = {
  read: 'الاطلاع على {one}',
  edit: 'تعديل {one}',
  delete: 'حذف {one}',
  share: 'مشاركة {one}',
  offer: 'عرض ملكية {one}',
  accept: 'تسلّم ملكية {one}',
  leave: 'مغادرة {one}',
} as const;

/** What people make, where the product has no kind of thing. */
export const anyThing = { one: 'المحتوى', many: 'المحتويات' } as const;
