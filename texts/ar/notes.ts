export const notes = {
  title: 'الملاحظات',
  all: 'كل الملاحظات',
  /** "Pages of notes" */
  list: 'الملاحظات',
  newNote: 'ملاحظة جديدة',
  yours: 'ملاحظاتك',
  changed: '{relation} · آخر تعديل {when}',
  offered: 'معروضة عليك',
  none: 'لا توجد ملاحظات هنا بعد.',
  noMore: 'لا مزيد من الملاحظات.',
} as const;

export const note = {
  section: 'الملاحظة',
  changed: 'دورك فيها: {relation} · آخر تعديل {when}',
  empty: 'لم يُكتب شيء هنا بعد.',
  share: 'مشاركة',
  delete: 'حذف',
  leave: 'مغادرة',
} as const;

/** Of every form that writes a note. */
export const noteForm = {
  title: 'العنوان',
  text: 'النص',
  hint: 'حتى 20,000 حرف.',
  submit: 'حفظ الملاحظة',
  submitting: 'جارٍ الحفظ…',
} as const;

export const noteRefusals = {
  nothingSaved: 'لم يُحفظ شيء.',
  noRoom:
    'لا مكان لهذه الملاحظة: الحد الأقصى لكل ملاحظاتك معًا {megabytes} ميغابايت. اختصرها، أو احذف ملاحظة أخرى أولًا. ما كتبته لا يزال هنا.',
  noRoomAtOwner:
    'لا مكان لهذا: الحد الأقصى لكل ملاحظات الحساب الواحد معًا {megabytes} ميغابايت، وتُحسب هذه الملاحظة في حساب مالكها. اختصرها، أو احذف ملاحظة أخرى أولًا. ما كتبته لا يزال هنا.',
} as const;

/** Who changed a note that somebody is still writing in. */
export const changedBy = {
  you: 'غيّرت هذه الملاحظة في علامة تبويب أخرى أثناء كتابتك هنا. ما كتبته لا يزال هنا.',
  both: 'تغيّرت هذه الملاحظة أثناء كتابتك، وكان آخر تغيير منك في علامة تبويب أخرى. ما كتبته لا يزال هنا.',
  another: 'غيّر شخص آخر هذه الملاحظة أثناء كتابتك. ما كتبته لا يزال هنا.',
} as const;

/** What the form says to a person who writes in a note that was changed. */
export const behind = {
  look: 'انظر إلى {note} قبل الحفظ: فالحفظ يضع ما هنا مكانها.',
  note: 'الملاحظة كما هي الآن (في علامة تبويب جديدة)',
} as const;

/** In the place of a form that can no longer be saved. */
export const lostNote = {
  title: 'لم يعد بإمكانك تعديل هذه الملاحظة',
  text: 'لم يُحفظ شيء: فقد حُذفت الملاحظة، أو أُزلت من قائمة من يمكنهم تعديلها. ما كتبته في الأسفل لتنسخه.',
  back: 'الانتقال إلى ملاحظاتك',
} as const;

export const deleteNote = {
  title: 'حذف هذه الملاحظة؟',
  text: 'ستُحذف الملاحظة {title} نهائيًا، لديك ولدى كل من تتم مشاركتها معهم.',
  submit: 'حذف الملاحظة',
  keep: 'الاحتفاظ بها',
} as const;

export const leaveNote = {
  title: 'مغادرة هذه الملاحظة؟',
  text: 'لن ترى الملاحظة {title} بعد الآن. لا يمكن لغير مالكها مشاركتها معك مرة أخرى.',
  submit: 'مغادرة الملاحظة',
  stay: 'البقاء',
} as const;
