export const consent = {
  title: '{name} erlauben, Ihr Konto zu verwenden?',
  asks: 'Sie sind als {email} angemeldet. {name} möchte dieses Konto verwenden; die Antwort geht an {place}.',
  published:
    'Der Betreiber dieser Website hat dieses Programm nicht hinzugefügt. Sein Name kommt von {host}: Urteilen Sie nach dieser Adresse, nicht nach dem Namen.',
  end: 'Sie können das jederzeit unter „Apps und Zugriffstoken“ beenden.',
} as const;

export const consentAnswered = {
  title: 'Ihre Antwort ist unterwegs',
  next: 'Falls nichts geschieht: {link}.',
  link: 'weiter zu {place}',
} as const;

export const consentOther = {
  title: 'Diese Anfrage gilt einem anderen Konto',
  why: '{name} fragt nach einem anderen Konto als {email}.',
  what: '„Anderes Konto verwenden“ meldet Sie hier ab. Melden Sie sich mit dem Konto an, nach dem gefragt wird; danach kommen Sie zu dieser Anfrage zurück.',
  submit: 'Anderes Konto verwenden',
} as const;

export const consentOver = {
  title: 'Diese Anfrage ist vorbei',
  why: 'Sie wurde beantwortet, sie hat zu lange gedauert, oder sie wurde in einem anderen Browser begonnen.',
  again: 'Gehen Sie zum Programm zurück und beginnen Sie von vorn. Hier wurde nichts preisgegeben.',
} as const;

export const oauthProblem = {
  title: 'Die Anfrage dieser App lässt sich nicht abschließen',
  again: 'Es wurde nichts preisgegeben. Gehen Sie zum Programm zurück und beginnen Sie von vorn.',
} as const;

/** What was wrong, by its code of OAuth. */
export const oauthProblems = {
  invalid_client: 'Das Programm, das Sie hierher geschickt hat, ist dieser Website unbekannt.',
  invalid_redirect_uri:
    'Das Programm möchte die Antwort an eine Adresse gesendet haben, die ihm nicht gehört.',
  access_denied: 'Das Programm wurde abgewiesen. Es kann nichts in Ihrem Namen tun.',
  other: 'Die Anfrage des Programms ist fehlerhaft oder hat zu lange gedauert.',
} as const;
