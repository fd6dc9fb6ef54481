/** What somebody can be to a thing, and what each who is given it can do. */
export const relations = { owner: 'Eigentum', editor: 'Bearbeiten', viewer: 'Lesen' } as const;
export const oneRelation = { editor: 'Bearbeiten', viewer: 'Lesen' } as const;
export const relationMeans = {
  viewer: 'Lesen: nur ansehen',
  editor: 'Bearbeiten: lesen und schreiben',
} as const;

/** The list of those who have access to a thing. */
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
  title: '{thing} teilen',
  submit: 'Teilen',
  submitting: 'Wird geteilt …',
  intro:
    'Alle mit Zugriff sehen die Liste der Personen mit ihren Adressen. Wir teilen der Adresse per E-Mail mit, dass {one} geteilt wurde, und nichts vom Inhalt.',
  role: 'Rolle',
} as const;

export const shareRefusals = {
  ownAddress: 'Das ist Ihre eigene Adresse, und das Eigentum liegt schon bei Ihnen ({thing}).',
  tooMany:
    'Mit noch mehr Personen ist kein Teilen möglich ({thing}). Entfernen Sie zuerst jemanden.',
} as const;

/** A thing that its owner wants to hand over. */
export const offer = {
  title: '{owner} bietet Ihnen das Eigentum an: {thing}',
  text: 'Wenn Sie annehmen, liegt das Eigentum bei Ihnen: Sie entscheiden, wer Zugriff hat, und alle in der Liste sehen Ihre Adresse. {owner} hat dann die Rolle „{relation}“.',
  noRoom:
    'Dafür ist kein Platz: Alle Ihre {things} zusammen dürfen {megabytes} MB belegen. Löschen Sie zuerst andere, dann können Sie das Angebot hier annehmen.',
  accept: 'Annehmen',
  decline: 'Ablehnen',
} as const;
