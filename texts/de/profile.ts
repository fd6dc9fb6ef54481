export const profileForm = {
  title: 'Ihr Profil',
  submit: 'Profil speichern',
  submitting: 'Wird gespeichert …',
  name: 'Name',
  zone: 'Zeitzone',
  noZone: 'Nicht gewählt: Zeiten in UTC',
  zoneHere: 'Wo dieser Browser ist',
  colours: 'Darstellung',
  system: 'System',
  light: 'Hell',
  dark: 'Dunkel',
} as const;
