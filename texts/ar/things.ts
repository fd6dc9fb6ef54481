/** The list of the things of a kind that somebody may see. */
export const thingList = {
  all: '{things, select, الملاحظات {كل الملاحظات} other {الكل: {things}}}',
  newThing: '{thing, select, ملاحظة {ملاحظة جديدة} other {جديد: {thing}}}',
  yours: '{things, select, الملاحظات {ملاحظاتك} other {ما لديك: {things}}}',
  changed: '{relation} · آخر تعديل {when}',
  offered: 'معروضة عليك',
  none: '{things, select, الملاحظات {لا توجد ملاحظات هنا بعد.} other {لا يوجد شيء هنا بعد.}}',
  noMore: '{things, select, الملاحظات {لا مزيد من الملاحظات.} other {لا مزيد.}}',
} as const;

export const thingPage = {
  changed: 'دورك فيها: {relation} · آخر تعديل {when}',
  empty: 'لم يُكتب شيء هنا بعد.',
  share: 'مشاركة',
  delete: 'حذف',
  leave: 'مغادرة',
} as const;

/** Of every form that writes a thing. */
export const thingForm = {
  upTo: 'حتى {most, number} حرف.',
  submit: '{thing, select, ملاحظة {حفظ الملاحظة} other {حفظ ({thing})}}',
  submitting: 'جارٍ الحفظ…',
} as const;

export const thingRefusals = {
  nothingSaved: 'لم يُحفظ شيء.',
  noRoom:
    '{thing, select, ملاحظة {لا مكان لهذه الملاحظة: الحد الأقصى لكل ما لديك ({things}) معًا {megabytes} ميغابايت. اختصرها، أو احذف ملاحظة أخرى أولًا. ما كتبته لا يزال هنا.} other {لا مكان لهذا: الحد الأقصى لكل ما لديك ({things}) معًا {megabytes} ميغابايت. اختصر النص، أو احذف شيئًا آخر أولًا. ما كتبته لا يزال هنا.}}',
  noRoomAtOwner:
    '{things, select, الملاحظات {لا مكان لهذا: الحد الأقصى لكل ملاحظات الحساب الواحد معًا {megabytes} ميغابايت، وتُحسب هذه الملاحظة في حساب مالكها. اختصرها، أو احذف ملاحظة أخرى أولًا. ما كتبته لا يزال هنا.} other {لا مكان لهذا: الحد الأقصى لكل ما في الحساب الواحد ({things}) معًا {megabytes} ميغابايت، ويُحسب هذا في حساب مالكه. اختصر النص، أو احذف شيئًا آخر أولًا. ما كتبته لا يزال هنا.}}',
} as const;

/** Who changed a thing that somebody is still writing in. */
export const changedBy = {
  you: '{thing, select, ملاحظة {غيّرت هذه الملاحظة في علامة تبويب أخرى أثناء كتابتك هنا. ما كتبته لا يزال هنا.} other {غيّرت هذا في علامة تبويب أخرى أثناء كتابتك هنا. ما كتبته لا يزال هنا.}}',
  both: '{thing, select, ملاحظة {تغيّرت هذه الملاحظة أثناء كتابتك، وكان آخر تغيير منك في علامة تبويب أخرى. ما كتبته لا يزال هنا.} other {تغيّر هذا أثناء كتابتك، وكان آخر تغيير منك في علامة تبويب أخرى. ما كتبته لا يزال هنا.}}',
  another:
    '{thing, select, ملاحظة {غيّر شخص آخر هذه الملاحظة أثناء كتابتك. ما كتبته لا يزال هنا.} other {غيّر شخص آخر هذا أثناء كتابتك. ما كتبته لا يزال هنا.}}',
} as const;

/** What the form says to a person who writes in a thing that was changed. */
export const behind = {
  look: 'انظر إلى {now} قبل الحفظ: فالحفظ يضع ما هنا مكانها.',
  now: '{thing, select, ملاحظة {الملاحظة كما هي الآن (في علامة تبويب جديدة)} other {الحالة الحالية (في علامة تبويب جديدة)}}',
} as const;

/** In the place of a form that can no longer be saved. */
export const lostThing = {
  title:
    '{thing, select, ملاحظة {لم يعد بإمكانك تعديل هذه الملاحظة} other {لم يعد بإمكانك تعديل هذا}}',
  text: 'لم يُحفظ شيء: فقد تم الحذف، أو أُزلت من قائمة من يمكنهم التعديل. ما كتبته في الأسفل لتنسخه.',
  back: '{things, select, الملاحظات {الانتقال إلى ملاحظاتك} other {الانتقال إلى القائمة ({things})}}',
} as const;

export const deleteThing = {
  title: '{thing, select, ملاحظة {حذف هذه الملاحظة؟} other {حذف ({thing})؟}}',
  text: 'سيُحذف {title} نهائيًا، لديك ولدى كل من تتم المشاركة معهم.',
  submit: '{thing, select, ملاحظة {حذف الملاحظة} other {حذف ({thing})}}',
  keep: 'الاحتفاظ بها',
} as const;

export const leaveThing = {
  title: '{thing, select, ملاحظة {مغادرة هذه الملاحظة؟} other {مغادرة ({thing})؟}}',
  text: 'لن ترى {title} بعد الآن. لا يمكن لغير المالك المشاركة معك مرة أخرى.',
  submit: '{thing, select, ملاحظة {مغادرة الملاحظة} other {مغادرة ({thing})}}',
  stay: 'البقاء',
} as const;

/** What was done to a thing: told at the top of the page that it leads to. */
export const thingDone = {
  made: '{thing, select, ملاحظة {حُفظت الملاحظة. لا يراها حتى الآن أحد غيرك.} other {تم الحفظ ({thing}). لا يرى ذلك حتى الآن أحد غيرك.}}',
  saved: '{thing, select, ملاحظة {حُفظت الملاحظة.} other {تم الحفظ ({thing}).}}',
  deleted:
    '{thing, select, ملاحظة {حُذفت الملاحظة لدى الجميع.} other {تم الحذف لدى الجميع ({thing}).}}',
  left: '{thing, select, ملاحظة {غادرت الملاحظة.} other {تمت المغادرة ({thing}).}}',
  shared:
    '{thing, select, ملاحظة {تمت مشاركة الملاحظة. تضم القائمة أدناه كل من تتم مشاركتها معهم.} other {تمت المشاركة ({thing}). تضم القائمة أدناه كل من تتم المشاركة معهم.}}',
  role: 'تم تغيير الدور.',
  removed: 'لم يعد بإمكان هذا الشخص الوصول.',
  offered:
    '{thing, select, ملاحظة {عُرضت ملكية الملاحظة. تبقى لك حتى يُقبل العرض.} other {عُرضت الملكية ({thing}). تبقى لك حتى يُقبل العرض.}}',
  withdrawn:
    '{thing, select, ملاحظة {سُحب العرض. تبقى الملاحظة لك.} other {سُحب العرض ({thing}). تبقى الملكية لك.}}',
  accepted: '{thing, select, ملاحظة {أصبحت هذه الملاحظة لك.} other {أصبحت الملكية لك ({thing}).}}',
  declined:
    '{thing, select, ملاحظة {رفضت العرض. تبقى الملاحظة لمالكها.} other {رفضت العرض ({thing}). تبقى الملكية لصاحبها.}}',
} as const;

/** What is no success. */
export const thingNoted = {
  there:
    '{thing, select, ملاحظة {أنشأ هذا النموذج هذه الملاحظة من قبل، وتغيّرت بعد ذلك. لم يتغيّر شيء الآن.} other {أنشأ هذا النموذج ذلك من قبل ({thing})، وتغيّر بعد ذلك. لم يتغيّر شيء الآن.}}',
} as const;

/** What somebody asked of a thing and may not have. */
export const auditRefusedThing = {
  read: 'الاطلاع على {one}',
  edit: 'تعديل {one}',
  delete: 'حذف {one}',
  share: 'مشاركة {one}',
  offer: 'عرض {one}',
  accept: 'تسلّم {one}',
  leave: 'مغادرة {one}',
} as const;
