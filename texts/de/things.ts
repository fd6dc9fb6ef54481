/** The list of the things of a kind that somebody may see. */
export const thingList = {
  all: '{things, select, Notizen {Alle Notizen} other {Alle: {things}}}',
  newThing: '{thing, select, Notiz {Neue Notiz} other {Neu: {thing}}}',
  yours: 'Ihre {things}',
  changed: '{relation} · geändert: {when}',
  offered: 'Ihnen angeboten',
  none: '{things, select, Notizen {Hier gibt es noch keine Notizen.} other {Hier gibt es noch nichts.}}',
  noMore: '{things, select, Notizen {Es gibt keine weiteren Notizen.} other {Mehr gibt es nicht.}}',
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
    '{thing, select, Notiz {Für diese Notiz ist kein Platz: Alle Ihre {things} zusammen dürfen {megabytes} MB belegen. Kürzen Sie sie oder löschen Sie zuerst eine andere. Ihre Eingaben sind noch da.} other {Dafür ist kein Platz: Alle Ihre {things} zusammen dürfen {megabytes} MB belegen. Kürzen Sie den Text oder löschen Sie zuerst etwas anderes. Ihre Eingaben sind noch da.}}',
  noRoomAtOwner:
    '{things, select, Notizen {Dafür ist kein Platz: Alle Notizen eines Kontos zusammen dürfen {megabytes} MB belegen, und diese zählt zu dem Konto, dem sie gehört. Kürzen Sie sie oder löschen Sie zuerst eine andere. Ihre Eingaben sind noch da.} other {Dafür ist kein Platz: Alle {things} eines Kontos zusammen dürfen {megabytes} MB belegen, und das hier zählt zu dem Konto, dem es gehört. Kürzen Sie den Text oder löschen Sie zuerst etwas anderes. Ihre Eingaben sind noch da.}}',
} as const;

/** Who changed a thing that somebody is still writing in. */
export const changedBy = {
  you: '{thing, select, Notiz {Sie haben diese Notiz in einem anderen Tab geändert, während Sie hier geschrieben haben. Ihre Eingaben sind noch da.} other {Sie haben das in einem anderen Tab geändert, während Sie hier geschrieben haben. Ihre Eingaben sind noch da.}}',
  both: '{thing, select, Notiz {Diese Notiz wurde geändert, während Sie geschrieben haben, zuletzt von Ihnen in einem anderen Tab. Ihre Eingaben sind noch da.} other {Das wurde geändert, während Sie geschrieben haben, zuletzt von Ihnen in einem anderen Tab. Ihre Eingaben sind noch da.}}',
  another:
    '{thing, select, Notiz {Jemand anderes hat diese Notiz geändert, während Sie geschrieben haben. Ihre Eingaben sind noch da.} other {Jemand anderes hat das geändert, während Sie geschrieben haben. Ihre Eingaben sind noch da.}}',
} as const;

/** What the form says to a person who writes in a thing that was changed. */
export const behind = {
  look: 'Sehen Sie sich {now} an, bevor Sie speichern: Beim Speichern tritt an die Stelle davon, was hier steht.',
  now: '{thing, select, Notiz {die Notiz in ihrem jetzigen Stand (in neuem Tab)} other {den jetzigen Stand (in neuem Tab)}}',
} as const;

/** In the place of a form that can no longer be saved. */
export const lostThing = {
  title:
    '{thing, select, Notiz {Sie können diese Notiz nicht mehr bearbeiten} other {Sie können das nicht mehr bearbeiten}}',
  text: 'Es wurde nichts gespeichert: Es wurde gelöscht, oder Sie dürfen es nicht mehr bearbeiten. Unten stehen Ihre Eingaben, damit Sie sie kopieren können.',
  back: 'Zu Ihren {things}',
} as const;

export const deleteThing = {
  title: '{thing, select, Notiz {Diese Notiz löschen?} other {Löschen ({thing})?}}',
  text: 'Das löscht {title} endgültig, für Sie und für alle anderen mit Zugriff.',
  submit: '{thing} löschen',
  keep: 'Behalten',
} as const;

export const leaveThing = {
  title: '{thing, select, Notiz {Diese Notiz verlassen?} other {Verlassen ({thing})?}}',
  text: 'Sie sehen {title} dann nicht mehr. Nur die Person, der es gehört, kann es wieder mit Ihnen teilen.',
  submit: '{thing} verlassen',
  stay: 'Bleiben',
} as const;

/** What was done to a thing: told at the top of the page that it leads to. */
export const thingDone = {
  made: '{thing, select, Notiz {Die Notiz ist gespeichert. Bisher können nur Sie sie sehen.} other {Gespeichert: {thing}. Bisher können das nur Sie sehen.}}',
  saved: '{thing, select, Notiz {Die Notiz ist gespeichert.} other {Gespeichert: {thing}.}}',
  deleted:
    '{thing, select, Notiz {Die Notiz ist gelöscht, für alle.} other {Gelöscht, für alle: {thing}.}}',
  left: '{thing, select, Notiz {Sie haben die Notiz verlassen.} other {Verlassen: {thing}.}}',
  shared:
    '{thing, select, Notiz {Die Notiz ist geteilt. Die Liste unten zeigt alle, mit denen sie geteilt ist.} other {Geteilt: {thing}. Die Liste unten zeigt alle, mit denen geteilt ist.}}',
  role: 'Die Rolle ist geändert.',
  removed: 'Die Person hat keinen Zugriff mehr.',
  offered:
    '{thing, select, Notiz {Die Notiz ist angeboten. Sie gehört Ihnen, bis das Angebot angenommen wird.} other {Angeboten: {thing}. Bis das Angebot angenommen wird, bleibt alles Ihres.}}',
  withdrawn:
    '{thing, select, Notiz {Das Angebot ist zurückgezogen. Die Notiz gehört weiter Ihnen.} other {Das Angebot ist zurückgezogen ({thing}). Es gehört weiter Ihnen.}}',
  accepted:
    '{thing, select, Notiz {Diese Notiz gehört jetzt Ihnen.} other {Gehört jetzt Ihnen: {thing}.}}',
  declined:
    '{thing, select, Notiz {Sie haben abgelehnt. Die Notiz gehört weiter der anderen Person.} other {Sie haben abgelehnt ({thing}). Es gehört weiter der anderen Person.}}',
} as const;

/** What is no success. */
export const thingNoted = {
  there:
    '{thing, select, Notiz {Dieses Formular hat diese Notiz schon angelegt, und sie wurde seither geändert. Jetzt wurde nichts geändert.} other {Dieses Formular hat das schon angelegt ({thing}), und es wurde seither geändert. Jetzt wurde nichts geändert.}}',
} as const;

/** What somebody asked of a thing and may not have. */
export const auditRefusedThing = {
  read: '{one}',
  edit: 'das Ändern ({one})',
  delete: 'das Löschen ({one})',
  share: 'das Teilen ({one})',
  offer: 'das Anbieten ({one})',
  accept: 'das Übernehmen ({one})',
  leave: 'das Verlassen ({one})',
} as const;
