export const relations = { owner: 'Eigentum', editor: 'Bearbeiten', viewer: 'Lesen' } as const;
export const oneRelation = { editor: 'Bearbeiten', viewer: 'Lesen' } as const;
export const relationMeans = {
  viewer: 'Lesen: nur ansehen',
  editor: 'Bearbeiten: lesen und schreiben',
} as const;

/** The list of those who have access to a note. */
export const access = {
  title: 'Wer Zugriff hat',
  all: 'Alle {count} Personen',
  you: 'Sie',
  somebody: 'jemandem, der keinen Zugriff mehr hat',
} as const;

/** How somebody got it. */
export const accessHow = {
  made: '{relation} · selbst angelegt · {when}',
  shared: '{relation} · geteilt von {giver} · {when}',
  tookOver: '{relation} · übernommen von {giver} · {when}',
} as const;

export const sharing = {
  back: 'Zurück zu {title}',
  people: 'Personen',
  /** "Pages of people" */
  list: 'Personen',
  roleOf: 'Rolle von {address}',
  saveRole: 'Rolle speichern',
  withdraw: 'Angebot zurückziehen',
  offer: 'Eigentum anbieten',
  remove: 'Entfernen',
  of: '({address})',
} as const;

export const shareForm = {
  title: '{thing, select, Notiz {Diese Notiz teilen} other {Teilen ({thing})}}',
  submit: 'Teilen',
  submitting: 'Wird geteilt …',
  intro:
    'Alle mit Zugriff sehen die Liste der Personen mit ihren Adressen. Wir teilen der Adresse per E-Mail mit, dass {one} geteilt wurde, und nichts von ihrem Inhalt.',
  role: 'Rolle',
} as const;

export const shareRefusals = {
  ownAddress:
    'Das ist Ihre eigene Adresse. {thing, select, Notiz {Diese Notiz} other {Das}} gehört Ihnen schon.',
  tooMany:
    '{thing, select, Notiz {Diese Notiz} other {Das}} ist schon mit so vielen Personen geteilt wie möglich. Entfernen Sie zuerst jemanden.',
} as const;

/** A note that its owner wants to hand over. */
export const offer = {
  title: '{owner} bietet Ihnen {thing, select, Notiz {diese Notiz} other {das}} an',
  text: 'Wenn Sie annehmen, gehört es Ihnen: Sie entscheiden, wer es sieht, und alle in der Liste sehen Ihre Adresse. {owner} behält die Rolle „{relation}“.',
  noRoom:
    'Dafür ist kein Platz: Alle Ihre {things} zusammen dürfen {megabytes} MB belegen. Löschen Sie andere, dann können Sie hier annehmen.',
  accept: 'Annehmen',
  decline: 'Ablehnen',
} as const;
