/** What a program asks to be let in for. */
export const wish = {
  title: 'ما سيُتاح له',
  servedBy: 'يستخدم هذا على {address}، وهو ليس جزءًا من هذا الموقع.',
  byItself: 'يفعل ذلك بنفسه، حتى في غيابك، ولا يسألك مرة أخرى.',
  asksAgain: 'تُسأل مرة أخرى عند تسجيل الدخول التالي إليه.',
  remembered:
    'لا تُسأل عن الأمر نفسه مرة أخرى، إلا إن أراد الموقع ذلك. يمكنك سحب الإذن في أي وقت من «الجلسات».',
  lastsDays:
    'يبقى دخوله مسجَّلًا مدة تصل إلى {most, plural, zero {# يوم} one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}، و{idle, plural, zero {# يوم} one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}} إن لم يُستخدم.',
  allow: 'سماح',
  deny: 'رفض',
} as const;
