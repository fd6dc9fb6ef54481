export const dashboard = {
  title: 'Guten Tag, {name}',
  needsFactor:
    'Ihr Konto braucht auf dieser Website einen zweiten Faktor. {way}, und zwar vor dem {time}: Danach lässt sich nichts anderes öffnen, bis Sie einen haben.',
  setUpFactor: 'Richten Sie einen ein',
  thisSession: 'Diese Sitzung',
  signedInAs: 'Angemeldet als',
  since: 'Seit',
  endsIdle: 'Abmeldung bei Untätigkeit',
  ends: 'Abmeldung spätestens',
  endsAt: '{ago}, {time}',
  activity: 'Letzte Aktivitäten',
  allActivity: 'Alles ansehen, was geschehen ist',
  others: 'Ihre anderen Sitzungen',
  noOthers: 'Sie sind nur hier angemeldet.',
  seen: 'zuletzt aktiv: {seen} ({address})',
  allSessions: 'Sitzungen ansehen und beenden',
  more: '({count} weitere)',
} as const;

/** What was looked at of an account, and what its owner can do about it. */
export const checklist = {
  title: 'Sicherheit',
  done: '{done} von {count} in Ordnung',
  inOrder: 'In Ordnung',
  open: 'Bitte ansehen',
  times: '{count, plural, =1 {einmal} other {#-mal}}',
  noWrongPassword: 'In den letzten {days} Tagen wurde kein falsches Passwort eingegeben.',
  noWrongPasswordSince:
    'Seit Sie Ihr Passwort geändert haben ({time}), wurde kein falsches eingegeben.',
  wrongPassword:
    'In den letzten {days} Tagen wurde {times} ein falsches Passwort eingegeben. Wenn Sie das nicht waren, kennt jemand Ihre Adresse.',
  wrongPasswordSince:
    'Seit Sie Ihr Passwort geändert haben ({time}), wurde {times} ein falsches eingegeben. Wenn Sie das nicht waren, kennt jemand Ihre Adresse.',
  seeWhat: 'Ansehen, was geschehen ist',
  changePassword: 'Passwort ändern',
  nothingNew:
    'In den letzten {days} Tagen ist kein neuer Browser und keine neue App dazugekommen, die noch angemeldet wären.',
  new: 'Neu in den letzten {days} Tagen: {names}. Was davon nicht Ihnen gehört, melden Sie ab.',
  andMore: '{names} und {count} weitere',
  seeWhere: 'Ansehen, wo Sie angemeldet sind',
  noTokenReuse:
    'In den letzten {days} Tagen wurde kein verbrauchtes Token einer App noch einmal vorgelegt.',
  tokenReuse:
    'In den letzten {days} Tagen wurde {times} ein verbrauchtes Token einer App noch einmal vorgelegt; die App wurde abgemeldet. Vielleicht hat es jemand kopiert.',
  seeActivity: 'Aktivitäten ansehen',
} as const;
