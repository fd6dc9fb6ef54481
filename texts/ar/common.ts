/** What the shared components of the browser say. Sent with every page: keep it small. */
export const common = {
  /**
   * How times and numbers are written: a name that Intl knows. With Latin digits: codes are typed in them and addresses
   * have them, and plain `ar` has the one kind in one browser and the other in the next.
   */
  locale: 'ar-u-nu-latn',
  titleDone: 'تم: {title}',
  titleNote: 'تنبيه: {title}',
  titleError: 'خطأ: {title}',
  problem: 'توجد مشكلة',
  newTab: '{what} (في علامة تبويب جديدة)',
  email: 'البريد الإلكتروني',
  your: '{label} (لحسابك أنت)',
  show: 'إظهار',
  hide: 'إخفاء',
  showLabel: 'إظهار {label}',
  hideLabel: 'إخفاء {label}',
  isVisible: 'محتوى الحقل ظاهر: {label}',
  isHidden: 'محتوى الحقل مخفي: {label}',
  capsLock: 'مفتاح Caps Lock مفعّل',
  least: 'الحد الأدنى لعدد الأحرف: {least}. بضع كلمات عشوائية تفي بالغرض.',
  typed: 'عدد الأحرف: {length} من {least}',
  typedEnough: 'عدد الأحرف: {length}، وهو كافٍ',
  usePasskey: 'استخدام مفتاح مرور',
  askingDevice: 'في انتظار جهازك…',
  noPasskey: 'لم يُستخدم أي مفتاح مرور. حاول مرة أخرى، أو تابع بطريقة أخرى.',
  noDevice: 'تعذّر سؤال جهازك. أعد تحميل الصفحة، ثم حاول مرة أخرى.',
  needsScript: 'يُطلب هنا مفتاح مرور، وهذا يتطلب JavaScript.',
  offline: 'أنت غير متصل بالإنترنت، أو لا يستجيب الموقع. لم يضع شيء مما كتبته. حاول مرة أخرى.',
  unsure:
    'أنت غير متصل بالإنترنت، أو لا يستجيب الموقع. لم يضع شيء مما كتبته. لا نعرف هل تم الحفظ: تحقق قبل الإرسال مرة أخرى.',
  outdated:
    'تم تحديث الموقع بعد أن فتحت هذه الصفحة. لم يتغيّر شيء. افتح الصفحة مرة أخرى وأرسل ما كتبته منها.',
  openAgain: 'فتح الصفحة مرة أخرى',
  /** Of the page that stands in the place of one that failed; two of them also of the plain pages. */
  failed: 'لم ينجح ذلك',
  failedHead: 'حدث خطأ',
  failedRef: 'المرجع {ref}',
  failedSkip: 'الانتقال إلى الرسالة',
  failedText:
    'ربما كان الموقع مشغولًا، أو تم تحديثه بعد أن فتحت الصفحة. إن أرسلت شيئًا، فلا نعرف هل تم حفظه. تحقق قبل إرساله مرة أخرى.',
  reload: 'إعادة تحميل هذه الصفحة',
  gone: 'لم يعد هذا موجودًا، أو لا يحق لك تغييره. لم يتغيّر شيء.',
} as const;
