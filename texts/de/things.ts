/** The list of the things of a kind that somebody may see. */
export const thingList = {
  all: 'Alle {things}',
  newThing: '{thing} anlegen',
  yours: 'Ihre {things}',
  changed: '{relation} · geändert: {when}',
  offered: 'Ihnen angeboten',
  none: 'Hier gibt es noch keine {things}.',
  noMore: 'Es gibt keine weiteren {things}.',
} as const;

export const thingPage = {
  changed: 'Ihre Rolle: {relation} · geändert: {when}',
  empty: 'Hier ist noch nichts geschrieben.',
  share: 'Teilen',
  delete: 'Löschen',
  leave: 'Verlassen',
} as const;

/** Of every form that writes a thing. */
export const thingForm = {
  upTo: 'Bis zu {most, number} Zeichen.',
  submit: '{thing} speichern',
  submitting: 'Wird gespeichert …',
} as const;

export const thingRefusals = {
  nothingSaved: 'Es wurde nichts gespeichert.',
  noRoom:
    '{thing} nicht gespeichert: Dafür ist kein Platz, denn alle Ihre {things} zusammen dürfen {megabytes} MB belegen. Kürzen Sie den Inhalt oder löschen Sie zuerst etwas anderes. Ihre Eingaben sind noch da.',
  noRoomAtOwner:
    'Dafür ist kein Platz: Alle {things} eines Kontos zusammen dürfen {megabytes} MB belegen, und dieser Inhalt zählt zu dem Konto, dem er gehört. Kürzen Sie ihn oder löschen Sie zuerst etwas anderes. Ihre Eingaben sind noch da.',
} as const;

/** Who changed a thing that somebody is still writing in. */
export const changedBy = {
  you: '{thing} geändert: Sie haben in einem anderen Tab gespeichert, während Sie hier geschrieben haben. Ihre Eingaben sind noch da.',
  both: '{thing} geändert: Während Sie geschrieben haben, wurden andere Fassungen gespeichert, die letzte von Ihnen in einem anderen Tab. Ihre Eingaben sind noch da.',
  another:
    '{thing} geändert: Jemand anderes hat gespeichert, während Sie geschrieben haben. Ihre Eingaben sind noch da.',
} as const;

/** What the form says to a person who writes in a thing that was changed. */
export const behind = {
  look: 'Sehen Sie sich vor dem Speichern an: {now}. Beim Speichern tritt an die Stelle dieser Fassung, was hier steht.',
  now: '{thing} im jetzigen Stand (in neuem Tab)',
} as const;

/** In the place of a form that can no longer be saved. */
export const lostThing = {
  title: '{thing}: Bearbeiten ist nicht mehr möglich',
  text: 'Es wurde nichts gespeichert: Der Inhalt wurde gelöscht, oder Sie dürfen ihn nicht mehr bearbeiten. Unten stehen Ihre Eingaben, damit Sie sie kopieren können.',
  back: 'Ihre {things} anzeigen',
} as const;

export const deleteThing = {
  title: '{thing} löschen?',
  text: 'Das löscht {title} endgültig, für Sie und für alle anderen mit Zugriff.',
  submit: '{thing} löschen',
  keep: 'Behalten',
} as const;

export const leaveThing = {
  title: '{thing} verlassen?',
  text: 'Sie sehen {title} dann nicht mehr. Nur wer das Eigentum hat, kann Ihnen den Zugriff wieder geben.',
  submit: '{thing} verlassen',
  stay: 'Bleiben',
} as const;

/** What was done to a thing: told at the top of the page that it leads to. */
export const thingDone = {
  made: '{thing} gespeichert. Bisher haben nur Sie Zugriff.',
  saved: '{thing} gespeichert.',
  deleted: '{thing} gelöscht, für alle.',
  left: '{thing} verlassen.',
  shared: '{thing} geteilt. Die Liste unten zeigt alle, die Zugriff haben.',
  role: 'Die Rolle ist geändert.',
  removed: 'Die Person hat keinen Zugriff mehr.',
  offered: '{thing} angeboten. Das Eigentum bleibt bei Ihnen, bis das Angebot angenommen wird.',
  withdrawn: 'Das Angebot ist zurückgezogen ({thing}). Das Eigentum bleibt bei Ihnen.',
  accepted: '{thing} übernommen. Das Eigentum liegt jetzt bei Ihnen.',
  declined: 'Sie haben abgelehnt ({thing}). Das Eigentum bleibt bei der anderen Person.',
} as const;

/** What is no success. */
export const thingNoted = {
  there:
    '{thing} schon vorhanden: Dieses Formular wurde schon einmal gespeichert, und seither gab es Änderungen. Jetzt wurde nichts geändert.',
} as const;

/** What somebody asked of a thing and may not have. */
export const auditRefusedThing = {
  read: '{one}',
  edit: 'Ändern ({one})',
  delete: 'Löschen ({one})',
  share: 'Teilen ({one})',
  offer: 'Anbieten ({one})',
  accept: 'Übernehmen ({one})',
  leave: 'Verlassen ({one})',
} as const;

/** What people make, where the product has no kind of thing. */
export const anyThing = { one: 'Inhalt', many: 'Inhalte' } as const;
