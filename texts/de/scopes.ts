/** What a program can be let in for, each with the sentence a person reads before saying yes. */
export const scopes = {
  openid: 'Ihre Identität bei der Anmeldung erfahren',
  profile: 'Ihren Namen und Ihre Zeitzone lesen',
  email: 'Ihre E-Mail-Adresse lesen',
  'account:read': 'Ihr Konto lesen: Name, Adresse, Rolle',
  sessions: 'Ihre Sitzungen sehen und beenden',
  other: '„{scope}“ verwenden',
} as const;
