/** What somebody can be to a thing, and what each who is given it can do. */
export const relations = { owner: 'مالك', editor: 'محرّر', viewer: 'قارئ' } as const;
export const oneRelation = { editor: 'محرّر', viewer: 'قارئ' } as const;
export const relationMeans = {
  viewer: 'قارئ: يمكنه القراءة',
  editor: 'محرّر: يمكنه القراءة والكتابة',
} as const;

/** The list of those who have access to a thing. */
export const access = {
  title: 'من يمكنهم الوصول',
  all: 'كل الأشخاص ({count})',
  you: 'أنت',
  somebody: 'شخص لم يعد بإمكانه الوصول',
} as const;

/** How somebody got it. */
export const accessHow = {
  made: '{relation} · بالإنشاء · {when}',
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
  title: 'مشاركة {thing}',
  submit: 'مشاركة',
  submitting: 'جارٍ الإرسال…',
  intro:
    'كل من يمكنه الوصول يرى قائمة الأشخاص وعناوينهم. نُعلم العنوان بالبريد بمشاركة {one}، ولا نذكر شيئًا من المحتوى.',
  role: 'الدور',
} as const;

export const shareRefusals = {
  ownAddress: 'هذا عنوانك أنت. أنت تملك {thing} بالفعل.',
  tooMany: 'بلغت مشاركة {thing} أكبر عدد ممكن من الأشخاص. أزل شخصًا أولًا.',
} as const;

/** A thing that its owner wants to hand over. */
export const offer = {
  title: 'يعرض {owner} عليك ملكية {thing}',
  text: 'إن قبلت أصبحت الملكية لك: فتقرر من يمكنه الوصول، ويرى كل من في القائمة عنوانك. ويتغيّر دور {owner} إلى {relation}.',
  noRoom:
    'لا مكان لذلك: الحد الأقصى لكل ما تملكه من {things} معًا {megabytes} ميغابايت. احذف شيئًا آخر أولًا، ثم يمكنك القبول هنا.',
  accept: 'قبول',
  decline: 'رفض',
} as const;
