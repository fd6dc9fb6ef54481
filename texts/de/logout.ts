/** The page for people whom a site has sent here to sign out. */
export const logout = {
  title: 'Möchten Sie sich abmelden?',
  asks: 'Sie sind hier als {email} angemeldet.',
  by: '{name} bittet Sie, sich abzumelden.',
  tells:
    'Auch Websites, bei denen Sie sich von hier aus angemeldet haben, werden aufgefordert, Sie abzumelden.',
  wrong:
    'Die Website, die Sie hierher geschickt hat, hat eine ungültige Anfrage gestellt. Darum werden Sie nicht dorthin zurückgeschickt.',
  stay: 'Angemeldet bleiben',
} as const;

export const loggedOut = {
  title: 'Sie sind abgemeldet',
  says: 'In diesem Browser ist hier niemand angemeldet.',
  wrong:
    'Die Website, die Sie hierher geschickt hat, hat eine ungültige Anfrage gestellt. Darum werden Sie nicht dorthin zurückgeschickt.',
  next: 'Falls nichts geschieht: {link}.',
  link: 'weiter zu {place}',
  again: 'Anmelden',
} as const;
