export const notes = {
  title: 'Notizen',
  all: 'Alle Notizen',
  /** "Pages of notes" */
  list: 'Notizen',
  newNote: 'Neue Notiz',
  yours: 'Ihre Notizen',
  changed: '{relation} · geändert: {when}',
  offered: 'Ihnen angeboten',
  none: 'Hier gibt es noch keine Notizen.',
  noMore: 'Es gibt keine weiteren Notizen.',
} as const;

export const note = {
  section: 'Notiz',
  changed: 'Ihre Rolle: {relation} · geändert: {when}',
  empty: 'Hier ist noch nichts geschrieben.',
  share: 'Teilen',
  delete: 'Löschen',
  leave: 'Verlassen',
} as const;

/** Of every form that writes a note. */
export const noteForm = {
  title: 'Titel',
  text: 'Text',
  hint: 'Bis zu 20.000 Zeichen.',
  submit: 'Notiz speichern',
  submitting: 'Wird gespeichert …',
} as const;

export const noteRefusals = {
  nothingSaved: 'Es wurde nichts gespeichert.',
  noRoom:
    'Für diese Notiz ist kein Platz: Alle Ihre Notizen zusammen dürfen {megabytes} MB belegen. Kürzen Sie sie oder löschen Sie zuerst eine andere. Ihre Eingaben sind noch da.',
  noRoomAtOwner:
    'Dafür ist kein Platz: Alle Notizen eines Kontos zusammen dürfen {megabytes} MB belegen, und diese zählt zu dem Konto, dem sie gehört. Kürzen Sie sie oder löschen Sie zuerst eine andere. Ihre Eingaben sind noch da.',
} as const;

/** Who changed a note that somebody is still writing in. */
export const changedBy = {
  you: 'Sie haben diese Notiz in einem anderen Tab geändert, während Sie hier geschrieben haben. Ihre Eingaben sind noch da.',
  both: 'Diese Notiz wurde geändert, während Sie geschrieben haben, zuletzt von Ihnen in einem anderen Tab. Ihre Eingaben sind noch da.',
  another:
    'Jemand anderes hat diese Notiz geändert, während Sie geschrieben haben. Ihre Eingaben sind noch da.',
} as const;

/** What the form says to a person who writes in a note that was changed. */
export const behind = {
  look: 'Sehen Sie sich {note} an, bevor Sie speichern: Beim Speichern tritt an ihre Stelle, was hier steht.',
  note: 'die Notiz in ihrem jetzigen Stand (in neuem Tab)',
} as const;

/** In the place of a form that can no longer be saved. */
export const lostNote = {
  title: 'Sie können diese Notiz nicht mehr bearbeiten',
  text: 'Es wurde nichts gespeichert: Die Notiz wurde gelöscht, oder Sie dürfen sie nicht mehr bearbeiten. Unten stehen Ihre Eingaben, damit Sie sie kopieren können.',
  back: 'Zu Ihren Notizen',
} as const;

export const deleteNote = {
  title: 'Diese Notiz löschen?',
  text: 'Das löscht {title} endgültig, für Sie und für alle, mit denen die Notiz geteilt ist.',
  submit: 'Notiz löschen',
  keep: 'Behalten',
} as const;

export const leaveNote = {
  title: 'Diese Notiz verlassen?',
  text: 'Sie sehen {title} dann nicht mehr. Nur die Person, der die Notiz gehört, kann sie wieder mit Ihnen teilen.',
  submit: 'Notiz verlassen',
  stay: 'Bleiben',
} as const;
