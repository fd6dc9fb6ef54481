export const mails = {
  signUpCodeSubject: 'رمزك على {name}',
  signUpCodeSays: 'طلب شخص ما إنشاء حساب على {site} بهذا العنوان.',
  signUpCodeOtherwise:
    'إن لم تكن أنت، فلا تفعل شيئًا: من دون الرمز لا يُنشأ أي حساب. لا تعطِ الرمز لأحد.',
  accountExistsSubject: 'لديك حساب بالفعل',
  accountExistsSays:
    'طلب شخص ما إنشاء حساب على {site} بهذا العنوان. يوجد حساب به بالفعل، ولذلك لم يتغيّر شيء.',
  accountExistsSays2: 'إن كنت أنت، فافتح {url}/sign-in وسجّل الدخول.',
  accountExistsOtherwise:
    'إن لم تكن أنت، فليس عليك فعل شيء: لم يدخل أحد، ولم يُخبَر أحد بأن لديك حسابًا.',
  resetCodeSubject: 'رمزك لتعيين كلمة مرور جديدة',
  resetCodeSays: 'طلب شخص ما تعيين كلمة مرور جديدة لحسابك على {site}.',
  resetCodeOtherwise:
    'إن لم تكن أنت، فلا تفعل شيئًا: من دون الرمز تبقى كلمة مرورك كما هي. لا تعطِ الرمز لأحد.',
  signInCodeSubject: 'رمزك لتسجيل الدخول',
  signInCodeSays: 'طلب شخص ما تسجيل الدخول إلى حسابك على {site} برمز.',
  signInCodeOtherwise:
    'إن لم تكن أنت، فلا تفعل شيئًا: من دون الرمز لا يدخل أحد. لا تعطِ الرمز لأحد، ولا تكتبه في صفحة لم تفتحها بنفسك.',
  noAccountToSignIn: 'طلب شخص ما تسجيل الدخول على {site} برمز، لكن لا يوجد حساب بهذا العنوان.',
  noAccountToRecover: 'طلب شخص ما استرداد حساب على {site}، لكن لا يوجد حساب بهذا العنوان.',
  noAccountSubject: 'لا يوجد حساب بهذا العنوان',
  noAccountSays: 'طلب شخص ما تعيين كلمة مرور جديدة على {site}، لكن لا يوجد حساب بهذا العنوان.',
  noAccountSays2: 'إن كنت أنت ولديك حساب، فعنوانه غير هذا العنوان.',
  noAccountOtherwise: 'إن لم تكن أنت، فليس عليك فعل شيء.',
  passwordChangedSubject: 'تغيّرت كلمة مرورك',
  passwordChangedSays: 'تغيّرت كلمة المرور لحسابك على {site}.',
  passwordChangedOtherwise:
    'إن لم تكن أنت، فافتح {url}/forgot-password في الحال وعيّن كلمة مرور جديدة: يسجّل ذلك خروج كل الآخرين.',
  changeEmailCodeSubject: 'رمزك لعنوان جديد',
  changeEmailCodeSays: 'طلب شخص ما استخدام هذا العنوان لحساب على {site}.',
  changeEmailCodeOtherwise:
    'إن لم تكن أنت، فلا تفعل شيئًا: من دون الرمز لا يُستخدم العنوان. لا تعطِ الرمز لأحد.',
  addressTakenSubject: 'طلب شخص ما استخدام عنوانك',
  addressTakenSays:
    'طلب شخص ما استخدام هذا العنوان لحساب آخر على {site}. لديك حساب به بالفعل، ولذلك لم يتغيّر شيء.',
  addressTakenOtherwise: 'إن لم تكن أنت، فليس عليك فعل شيء: لم يُخبَر أحد بأن لديك حسابًا.',
  emailChangedSubject: 'أصبح لحسابك عنوان آخر',
  emailChangedSays: 'تغيّر عنوان حسابك على {site}، ولذلك لم يعد صندوق البريد هذا تابعًا له.',
  emailChangedOtherwise:
    'إن لم تكن أنت، فقد سجّل شخص آخر الدخول إلى حسابك: راسل مشغّل {site} في الحال واحتفظ بهذه الرسالة.',
  newBrowserSubject: 'تسجيل دخول من متصفح جديد',
  newBrowserSays: 'سُجِّل الدخول إلى حسابك على {site} من متصفح لم يُستخدم فيه من قبل.',
  newBrowserOtherwise:
    'إن لم تكن أنت، فافتح {url}/settings/activity، واذكر ذلك هناك، وغيّر كلمة مرورك.',
  accountDeletedSubject: 'حُذف حسابك',
  accountDeletedSays: 'حُذف حسابك على {site} بكل ما فيه.',
  accountDeletedSays2: 'تولّى أحد المسؤولين حذف حسابك على {site} بكل ما فيه.',
  accountDeletedOtherwise: 'إن لم تكن أنت، فراسل مشغّل {site}.',
  roleChangedSubject: 'تغيّر دورك',
  roleChangedSays: 'أصبح لحسابك على {site} دور آخر: {role}.',
  roleChangedSays2: 'لم تعد ترى حسابات الآخرين.',
  roleChangedSays3:
    'تجد حسابات الآخرين في {url}/admin/users. من الآن فصاعدًا تنتهي جلساتك أبكر، وتُطلب منك كلمة مرورك مرات أكثر.',
  confirmCodeSubject: 'رمزك لتأكيد هويتك',
  confirmCodeSays: 'يُطلب منك على {site} أن تثبت هويتك مرة أخرى.',
  confirmCodeOtherwise: 'إن لم تكن أنت، فلا تخبر أحدًا بالرمز، وسجّل الدخول وراجع أجهزتك.',
  resetAskedSubject: 'يُرجى تعيين كلمة مرور جديدة',
  resetAskedSays: 'يطلب منك مشغّل {site} تعيين كلمة مرور جديدة لحسابك. تم تسجيل خروجك من كل مكان.',
  resetAskedSays2: 'افتح {url}/forgot-password واتبع التعليمات. لا يمكن لأحد غيرك تعيينها.',
  invitationSubject: 'لديك حساب على {site}',
  invitationSays: 'أنشأ مشغّل {site} حسابًا لك. لم يعيّن أحد كلمة مرور له.',
  invitationByCode: 'افتح {url}/sign-in/code واكتب هذا العنوان: يصلك رمز بالبريد، ويسجّل دخولك.',
  invitationByPassword:
    'افتح {url}/forgot-password واكتب هذا العنوان: يصلك رمز بالبريد، وتعيّن كلمة مرورك.',
  invitationOtherwise: 'إن كنت لا تريده، فتجاهل هذه الرسالة أو راسل مشغّل {site}.',
  clientLetInSubject: 'سمحت لبرنامج بالوصول',
  clientLetInSays:
    'يمكن لـ {client} استخدام حسابك على {site} من الآن فصاعدًا. يمكنك إنهاء ذلك في أي وقت من {url}{path}.',
  clientLetInOtherwise: 'إن لم تكن أنت، فأنهِ ذلك هناك في الحال وغيّر كلمة مرورك.',
  tokenReusedSubject: 'تم تسجيل خروج برنامج احتياطًا',
  tokenReusedSays:
    'استُخدم رمز للبرنامج {client} يخص حسابك على {site} مرة ثانية. يحدث ذلك عندما ينسخه شخص ما، ولذلك تم تسجيل خروج {client}.',
  tokenReusedSays2:
    'للمتابعة، سجّل الدخول به من جديد. وإن تكرر ذلك، فابحث عمّن يمكنه أيضًا قراءة ملفات ذلك الجهاز.',
  tokenReusedOtherwise: 'تجد ما استُخدم فيه مؤخرًا في {url}/settings/activity.',
  sharedSubject: 'تمت مشاركة {one} معك',
  sharedSays: 'قام شخص ما بمشاركة {one} مع هذا العنوان على {site}.',
  sharedSays2:
    'لرؤية ما تمت مشاركته، افتح {url} وسجّل الدخول بهذا العنوان، أو أنشئ حسابًا به. ويمكنك هناك أيضًا مغادرة {thing}.',
  sharedOtherwise: 'إن كنت لا تعرف من هو، فليس عليك فعل شيء.',
  /** Of every mail with a code. */
  useCode:
    'إن كنت أنت، فاكتب هذا الرمز في الصفحة التي طلبته. يصلح مرة واحدة، لمدة {minutes, plural, zero {# دقيقة} one {دقيقة واحدة} two {دقيقتين} few {# دقائق} many {# دقيقة} other {# دقيقة}}، وفي المتصفح الذي طلبه فقط.',
  /** Of every mail about what staff or the operator did. */
  askOperator: 'إن أردت معرفة السبب، فاسأل مشغّل {site}.',
  program: 'البرنامج',
  sharedBy: 'المشاركة من',
  when: 'الوقت',
  from: 'من',
  with: 'باستخدام',
  sentBy: 'أُرسلت من {name}، {site}',
} as const;
