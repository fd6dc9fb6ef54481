export const profileForm = {
  title: 'Your profile',
  submit: 'Save profile',
  submitting: 'Saving…',
  name: 'Name',
  zone: 'Time zone',
  noZone: 'Not chosen: times are in UTC',
  zoneHere: 'Where this browser is',
  colours: 'Appearance',
  system: 'System',
  light: 'Light',
  dark: 'Dark',
} as const;
