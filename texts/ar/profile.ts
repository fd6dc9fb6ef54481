export const profileForm = {
  title: 'ملفك الشخصي',
  submit: 'حفظ الملف الشخصي',
  submitting: 'جارٍ الحفظ…',
  name: 'الاسم',
  zone: 'المنطقة الزمنية',
  noZone: 'لم تُحدَّد: الأوقات بتوقيت UTC',
  zoneHere: 'حيث يوجد هذا المتصفح',
  colours: 'المظهر',
  system: 'حسب النظام',
  light: 'فاتح',
  dark: 'داكن',
} as const;
