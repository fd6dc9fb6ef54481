/** What is wrong with a field, by the code that its schema answers. */
export const errors = {
  turned: 'توجد هنا أحرف غير مرئية تعكس اتجاه النص.',
  too_long: 'هذا طويل جدًا.',
  unreadable: 'تعذّرت قراءة بعض الأحرف هنا.',
  control: 'توجد هنا أحرف تحكم غير مرئية.',
  accents: 'يوجد هنا عدد كبير جدًا من العلامات على حرف واحد.',
  email_empty: 'أدخل عنوان بريدك الإلكتروني.',
  email_wrong: 'أدخل عنوان بريد إلكتروني مثل name@example.com.',
  email_turned: 'يوجد داخل هذا العنوان حرف غير مرئي. اكتبه يدويًا.',
  name_empty: 'أدخل اسمك.',
  name_long:
    'اجعل اسمك في حدود {most, plural, zero {# حرف} one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}.',
  passkey_name_empty: 'أدخل اسمًا لمفتاح المرور هذا.',
  passkey_name_long:
    'اجعل هذا الاسم في حدود {most, plural, zero {# حرف} one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}.',
  token_name_empty: 'أدخل اسمًا لهذا الرمز.',
  token_name_long:
    'اجعل هذا الاسم في حدود {most, plural, zero {# حرف} one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}.',
  token_days_wrong: 'اختر إحدى المدد في القائمة.',
  token_scope_wrong: 'حدده، أو اتركه.',
  code_wrong: 'أدخل أرقام الرمز الستة.',
  password_empty: 'أدخل كلمة مرورك.',
  factor_empty: 'املأ هذا الحقل.',
  new_password_empty: 'اختر كلمة مرور.',
  new_password_long:
    'اجعل كلمة مرورك في حدود {most, plural, zero {# حرف} one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}.',
  new_password_short:
    'استخدم {least, plural, zero {# حرف} one {حرفًا واحدًا} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}} على الأقل. بضع كلمات عشوائية تفي بالغرض.',
  zone_wrong: 'اختر منطقة زمنية من القائمة.',
  theme_wrong: 'اختر واحدًا من الثلاثة.',
  language_wrong: 'اختر لغة من القائمة.',
  reason_empty: 'اذكر سبب تعطيل الحساب.',
  reason_long:
    'اجعل السبب في حدود {most, plural, zero {# حرف} one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}.',
  until_wrong: 'أدخل تاريخًا ووقتًا مثل \u200e2030-01-31T09:00.',
  until_past: 'اختر نهاية تقع في المستقبل.',
  until_far:
    'اختر نهاية خلال {years, plural, zero {# سنة} one {سنة واحدة} two {سنتين} few {# سنوات} many {# سنة} other {# سنة}}، أو لا تختر نهاية ليبقى دائمًا.',
  role_wrong: 'اختر أحد الأدوار.',
  title_empty: 'أدخل عنوانًا.',
  title_long:
    'اجعل العنوان في حدود {most, plural, zero {# حرف} one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}.',
  text_long:
    'اجعل النص في حدود {most, plural, zero {# حرف} one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}.',
  line_empty: 'املأ هذا الحقل.',
  line_long:
    'اجعل ما تكتبه هنا في حدود {most, plural, zero {# حرف} one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}.',
  lines_long:
    'اجعل ما تكتبه هنا في حدود {most, plural, zero {# حرف} one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}.',
  given_role_wrong: 'اختر الدور: {roles}.',
  revision_wrong: 'هذا النموذج تالف. انسخ ما كتبته وافتح الصفحة مرة أخرى.',
  no_text: 'أرسل نصًا هنا.',
  place_wrong: 'ليس هذا موضعًا في هذه القائمة.',
  limit_wrong: 'أدخل عددًا صحيحًا من 1 إلى 100.',
  device_code_empty: 'اكتب الرمز الذي يعرضه جهازك.',
  device_code_long: 'الرمز أقصر من ذلك.',
} as const;
