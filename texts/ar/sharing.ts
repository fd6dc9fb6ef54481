export const relations = { owner: 'مالك', editor: 'محرّر', viewer: 'قارئ' } as const;
export const oneRelation = { editor: 'محرّر', viewer: 'قارئ' } as const;
export const relationMeans = {
  viewer: 'قارئ: يمكنه القراءة',
  editor: 'محرّر: يمكنه القراءة والكتابة',
} as const;

/** The list of those who have access to a note. */
export const access = {
  title: 'من يمكنهم الوصول',
  all: 'كل الأشخاص ({count})',
  you: 'أنت',
  somebody: 'شخص لم يعد بإمكانه الوصول',
} as const;

/** How somebody got it. */
export const accessHow = {
  made: '{relation} · بإنشائها · {when}',
  shared: '{relation} · بمشاركة من {giver} · {when}',
  tookOver: '{relation} · بتسلّم الملكية من {giver} · {when}',
} as const;

export const sharing = {
  back: 'العودة إلى {title}',
  people: 'الأشخاص',
  /** "Pages of people" */
  list: 'الأشخاص',
  roleOf: 'دور {address}',
  saveRole: 'حفظ الدور',
  withdraw: 'سحب العرض',
  offer: 'عرض الملكية',
  remove: 'إزالة',
  of: '({address})',
} as const;

export const shareForm = {
  title: '{thing, select, ملاحظة {مشاركة هذه الملاحظة} other {مشاركة ({thing})}}',
  submit: 'مشاركة',
  submitting: 'جارٍ الإرسال…',
  intro:
    'كل من يمكنه الوصول إليها يرى قائمة الأشخاص وعناوينهم. نُعلم العنوان بالبريد أن {one} تمت مشاركتها، ولا نذكر شيئًا مما فيها.',
  role: 'الدور',
} as const;

export const shareRefusals = {
  ownAddress: 'هذا عنوانك أنت. أنت تملك {thing, select, ملاحظة {هذه الملاحظة} other {هذا}} بالفعل.',
  tooMany:
    'بلغت مشاركة {thing, select, ملاحظة {هذه الملاحظة} other {هذا}} أكبر عدد ممكن من الأشخاص. أزل شخصًا أولًا.',
} as const;

/** A note that its owner wants to hand over. */
export const offer = {
  title: 'يعرض {owner} عليك {thing, select, ملاحظة {هذه الملاحظة} other {هذا}}',
  text: 'إن قبلت أصبحت لك: فتقرر من يراها، ويرى كل من في القائمة عنوانك. ويبقى {owner} بدور {relation}.',
  noRoom:
    'لا مكان لها: الحد الأقصى لكل ما لديك ({things}) معًا {megabytes} ميغابايت. احذف غيرها أولًا، ثم يمكنك قبولها هنا.',
  accept: 'قبول',
  decline: 'رفض',
} as const;
