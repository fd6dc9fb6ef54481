export const dashboard = {
  title: 'مرحبًا، {name}',
  needsFactor:
    'يحتاج حسابك إلى عامل ثانٍ في هذا الموقع. {way} قبل {time}: فبعد ذلك لا يُفتح لك شيء آخر حتى تُعدّه.',
  setUpFactor: 'أعدّه',
  thisSession: 'هذه الجلسة',
  signedInAs: 'تسجيل الدخول بالحساب',
  since: 'منذ',
  endsIdle: 'خروج تلقائي عند عدم الاستخدام',
  ends: 'خروج تلقائي في كل الأحوال',
  endsAt: '{ago}، {time}',
  activity: 'النشاط الأخير',
  allActivity: 'عرض كل ما حدث',
  others: 'جلساتك الأخرى',
  noOthers: 'لم تسجّل الدخول إلا هنا.',
  seen: 'آخر نشاط {seen} من {address}',
  allSessions: 'عرض جلساتك وإنهاؤها',
  more: '({count, plural, zero {لا جلسات أخرى} one {وجلسة أخرى} two {وجلستان أخريان} few {و# جلسات أخرى} many {و# جلسة أخرى} other {و# جلسة أخرى}})',
} as const;

/** What was looked at of an account, and what its owner can do about it. */
export const checklist = {
  title: 'الأمان',
  done: '{done} من {count} على ما يرام',
  inOrder: 'على ما يرام',
  open: 'يحتاج إلى مراجعتك',
  times:
    '{count, plural, zero {# مرة} one {مرة واحدة} two {مرتين} few {# مرات} many {# مرة} other {# مرة}}',
  noWrongPassword:
    'لم تُجرَّب أي كلمة مرور خاطئة خلال آخر {days, plural, zero {# يوم} one {يوم} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}.',
  noWrongPasswordSince: 'لم تُجرَّب أي كلمة مرور خاطئة منذ أن غيّرت كلمة المرور في {time}.',
  wrongPassword:
    'جُرّبت كلمة مرور خاطئة {times} خلال آخر {days, plural, zero {# يوم} one {يوم} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}. إن لم تكن أنت، فشخص ما يعرف عنوانك.',
  wrongPasswordSince:
    'جُرّبت كلمة مرور خاطئة {times} منذ أن غيّرت كلمة المرور في {time}. إن لم تكن أنت، فشخص ما يعرف عنوانك.',
  seeWhat: 'عرض ما حدث',
  changePassword: 'تغيير كلمة المرور',
  nothingNew:
    'لا يوجد متصفح أو تطبيق جديد سُمح له خلال آخر {days, plural, zero {# يوم} one {يوم} two {يومين} few {# أيام} many {# يومًا} other {# يوم}} ولا يزال مسموحًا له.',
  new: 'جديد خلال آخر {days, plural, zero {# يوم} one {يوم} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}: {names}. إن كان أحدها ليس لك، فسجّل خروجه.',
  andMore: '{names} و{count} غيرها',
  seeWhere: 'عرض أماكن تسجيل دخولك',
  noTokenReuse:
    'لم يُقدَّم أي رمز مستعمَل لتطبيق مرة أخرى خلال آخر {days, plural, zero {# يوم} one {يوم} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}.',
  tokenReuse:
    'قُدّم رمز مستعمَل لتطبيق من جديد {times} خلال آخر {days, plural, zero {# يوم} one {يوم} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}؛ وتم تسجيل خروج التطبيق. ربما نسخه شخص ما.',
  seeActivity: 'عرض نشاطك',
} as const;
