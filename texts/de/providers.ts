/** Other sites that say who somebody is. */
export const providers = {
  list: 'Mit einem vorhandenen Konto anmelden',
  or: 'oder mit einem vorhandenen Konto',
  goOn: 'Weiter mit {provider}',
  going: 'Unterwegs …',
} as const;

export const providerLeaving = {
  title: 'Unterwegs',
  next: 'Falls nichts geschieht: {link}.',
  link: 'weiter zu {place}',
} as const;

export const providerOver = {
  title: 'Das ist zu Ende',
  why: 'Es hat zu lange gedauert, ist schon erledigt oder wurde in einem anderen Browser begonnen.',
  again: 'Von vorn beginnen',
} as const;

/** What is still missing after a provider has said who somebody is. */
export const providerFinish = {
  title: 'Noch ein Schritt',
  who: 'Sie kommen von {provider} als {label}. Dieses Konto kennen wir noch nicht.',
  haveTitle: 'Sie haben hier ein Konto',
  haveSays:
    'Melden Sie sich dort so an wie sonst. Dann ist {provider} verbunden, und Sie melden sich künftig damit an.',
  haveWay: 'Anmelden und verbinden',
} as const;

/** Somebody of a company that has its people sign in by one provider alone. */
export const company = {
  title: 'Über Ihr Unternehmen anmelden',
  who: 'Wer eine Adresse bei {domain} hat, meldet sich mit {provider} an.',
  may: 'Wer eine Adresse bei {domain} hat, kann sich über das Unternehmen anmelden.',
  goOn: 'Weiter mit {domain}',
  mayBy: 'Wer eine Adresse bei {domain} hat, kann sich mit {provider} anmelden.',
  away: 'Wer eine Adresse bei {domain} hat, meldet sich über den Anbieter des Unternehmens an; er ist hier zurzeit nicht eingerichtet. Fragen Sie den Betreiber dieser Website.',
  otherAddress: 'Mit einer anderen Adresse anmelden',
  otherWay: 'Auf anderem Weg anmelden',
} as const;

export const providerFinishForm = {
  title: 'Sie sind neu hier',
  intro: 'Wir senden einen Code an Ihre Adresse. Damit wird Ihr Konto angelegt.',
  name: 'Name',
  submit: 'Konto anlegen',
  submitting: 'Wird gesendet …',
} as const;

export const connections = {
  title: 'Verbundene Konten',
  intro:
    'Konten bei anderen Anbietern, mit denen Sie sich hier anmelden. Wir speichern weder deren Passwort noch ein Token.',
  list: 'Ihre verbundenen Konten',
  none: 'Sie haben noch keines verbunden.',
  used: 'verbunden: {added}, zuletzt verwendet: {used} ({address}, {browser})',
  unused: 'verbunden: {added}, noch nie zum Anmelden verwendet',
  gone: 'aus',
  disconnect: 'Trennen',
  add: 'Ein Konto verbinden',
  connect: '{provider} verbinden',
  all: 'Alle verbundenen Konten',
  called: '{provider}: {label}',
} as const;

export const connectForm = {
  title: 'Dieses Konto verbinden?',
  asks: 'Von jetzt an melden Sie sich mit {label} von {provider} in Ihrem Konto {email} an.',
  submit: 'Verbinden',
  submitting: 'Wird verbunden …',
  not: 'Nicht verbinden',
} as const;

export const disconnectForm = {
  title: 'Dieses Konto trennen',
  intro: 'Danach können Sie sich damit nicht mehr anmelden.',
  submit: 'Trennen',
  submitting: 'Wird getrennt …',
} as const;

export const connectionAnswers = {
  over: 'Das hat zu lange gedauert oder ist schon erledigt. Beginnen Sie von vorn.',
  known: 'Dieses Konto ist schon mit einem Konto hier verbunden.',
  tooMany: 'Sie haben 25 verbundene Konten. Trennen Sie zuerst eines.',
  lastWay:
    'Das ist Ihr einziger Anmeldeweg. Fügen Sie zuerst einen Passkey hinzu oder legen Sie ein Passwort fest.',
} as const;
