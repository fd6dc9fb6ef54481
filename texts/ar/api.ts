/** What each refusal of the API is, the same each time. */
export const apiTitles = {
  malformed_request: 'تعذّرت قراءة الطلب',
  two_credentials: 'إثباتا هوية في وقت واحد',
  unreadable_body: 'المحتوى ليس JSON',
  bad_condition: 'لا يمكن استخدام الشرط',
  no_credentials: 'لم يسجّل أحد الدخول',
  malformed_credentials: 'تعذّرت قراءة الترويسة Authorization',
  invalid_token: 'رمز الوصول غير صالح',
  insufficient_scope: 'لا تصل صلاحيات رمز الوصول إلى هذا',
  second_factor_needed: 'يحتاج الحساب أولًا إلى عامل ثانٍ',
  other_site: 'لم يأتِ هذا من صفحتنا',
  not_found: 'لا يوجد شيء كهذا',
  no_such_method: 'لا توجد هنا طريقة (method) كهذه',
  too_slow: 'استغرق هذا وقتًا طويلًا جدًا',
  too_many_people: 'بلغت المشاركة هنا أكبر عدد ممكن من الأشخاص',
  another_account: 'كُتب هذا في حساب آخر',
  nothing_offered: 'لا يوجد عرض',
  changed_meanwhile: 'تغيّر المحتوى في هذه الأثناء',
  too_large: 'هذا أكبر مما يُقبل دفعة واحدة',
  not_json: 'يجب أن يكون المحتوى JSON',
  other_host: 'ليس هذا عنوان هذا الموقع',
  invalid_fields: 'بعض الحقول غير صحيح',
  storage_full: 'لا مكان لهذا',
  condition_missing: 'اذكر النسخة التي تغيّرها',
  too_many_requests: 'طلبات كثيرة جدًا',
  headers_too_large: 'الترويسات كبيرة جدًا',
  failed: 'حدث خطأ من جانبنا',
  unavailable: 'لا يمكننا فعل ذلك الآن',
} as const;

/** What it is this time, and what to do. */
export const apiDetails = {
  malformed_request: 'يوجد خلل في مسار الطلب أو ترويساته أو محتواه. لم يتغيّر شيء.',
  two_credentials:
    'يحمل الطلب الترويسة Authorization وملف تعريف ارتباط لهذا الموقع معًا. أرسل أحدهما: ترسل المتصفحات ملف تعريف الارتباط، وترسل البرامج الأخرى رمز bearer.',
  unreadable_body: 'أرسل قيمة JSON واحدة بترميز UTF-8. لم يتغيّر شيء.',
  bad_condition: 'اذكر في If-Match نسخة واحدة فقط، كما ترد في ETag الخاص بالإجابة.',
  no_credentials:
    'أرسل رمز bearer، أو أرسل من صفحة في هذا الموقع ملف تعريف الارتباط لجلسة لم تنتهِ.',
  malformed_credentials: 'يجب أن تكون كلمة Bearer ومسافة واحدة ورمز وصول واحدًا.',
  invalid_token:
    'ليس من رموزنا، أو انتهت صلاحيته، أو انتهى الإذن الذي يستند إليه. جدّده، أو سجّل الدخول مرة أخرى.',
  insufficient_scope: 'لم يُمنح النطاق (scope) الذي يتطلبه هذا.',
  second_factor_needed:
    'يطلب هذا الموقع عاملًا ثانيًا لهذا الحساب، وليس لديه واحد. يجب أن يُعدّه صاحب الحساب أولًا في صفحة «تسجيل الدخول والأمان».',
  other_site:
    'لا يحق الطلب بملف تعريف الارتباط إلا لصفحة من هذا الموقع. ترسل البرامج الأخرى رمز bearer بلا ملف تعريف ارتباط، ولا يمكن لصفحة من موقع آخر استخدام هذه الواجهة البرمجية.',
  not_found: 'إما أنه غير موجود، أو أنه لا يحق لك رؤيته.',
  no_such_method: 'تذكر الترويسة Allow الطرق المتاحة.',
  too_slow: 'لم يصل الطلب في الوقت المحدد. لم يتغيّر شيء.',
  too_many_people: 'أزل شخصًا أولًا.',
  another_account: 'تذكر الترويسة Made-For حسابًا غير الحساب المسجَّل دخوله الآن. لم يتغيّر شيء.',
  nothing_offered: 'لا يوجد عرض كهذا، أو لم يعد موجودًا.',
  changed_meanwhile:
    'تذكر If-Match نسخة أقدم من النسخة الحالية. لم يُكتب شيء: اقرأ المحتوى مرة أخرى، وابنِ على ما يقوله الآن.',
  too_large: 'المحتوى أكبر من أي شيء يُطلب هنا.',
  not_json: 'أرسله بالنوع application/json وبترميز UTF-8، غير مضغوط وغير مرمَّز بأي شكل آخر.',
  other_host: 'لا يستجيب الخادم بالاسم الذي استخدمته.',
  invalid_fields: 'انظر `errors`. لم يتغيّر شيء.',
  storage_full:
    'سيشغل محتوى الحساب المالك مساحة أكبر مما يُسمح به لحساب هنا (STORAGE_QUOTA_MB). اختصر المحتوى، أو احذف شيئًا. لم يتغيّر شيء.',
  condition_missing: 'أرسل في If-Match قيمة ETag الخاصة بما قرأته، حتى لا يضيع كلام شخص آخر.',
  too_many_requests: 'انتظر المدة التي تذكرها Retry-After (بالثواني).',
  headers_too_large: 'أرسل ترويسات أقل أو أصغر.',
  failed: 'تم تسجيل ذلك في السجل. ربما حُفظ ما أُرسل: تحقق قبل إعادة إرساله.',
  unavailable: 'حاول مرة أخرى بعد عدد الثواني الذي تذكره Retry-After. ربما حُفظ ما أُرسل: تحقق أولًا.',
} as const;

/** What is wrong with a field of a request, besides what its schema answers. */
export const apiFields = {
  object: 'أرسل كائن JSON واحدًا.',
  unknown: 'لا يوجد حقل كهذا.',
  once: 'أرسله مرة واحدة.',
} as const;
