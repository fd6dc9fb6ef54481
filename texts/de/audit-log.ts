/** The page of the log. What happened, each entry says: texts/en/audit. */
export const auditLog = {
  title: 'Prüfprotokoll',
  intro: 'Alle sicherheitsrelevanten Ereignisse, Neuestes zuerst. Zeitzone: {zone}.',
  entries: 'Einträge',
  none: 'Keine passenden Einträge.',
  /** "Pages of entries" */
  list: 'Einträge',
} as const;

export const auditFilter = {
  title: 'Wonach gesucht wird',
  type: 'Ereignis',
  all: 'Alle',
  person: 'Person (Adresse oder Kontokennung)',
  from: 'Von',
  to: 'Bis',
  zone: '({zone})',
  apply: 'Anwenden',
  clear: 'Filter zurücksetzen',
  noDay: 'Geben Sie einen Tag in der Form JJJJ-MM-TT an.',
  noType: 'Diese Art von Ereignis gibt es nicht.',
} as const;

export const auditEntry = {
  failure: 'Fehlschlag',
  account: 'Konto',
  nobodys: 'keines',
  by: 'Wer',
  from: 'Woher',
  about: 'Betrifft',
  person: 'die Person selbst',
  sender: 'wer immer es gesendet hat',
  staff: '{role} {who}',
  operator: 'der Betreiber',
  system: 'das System',
} as const;

/** What the last verification found. */
export const auditState = {
  never: 'Das Protokoll wurde noch nicht geprüft.',
  whole: 'Alle Einträge bis {last} wurden am {time} geprüft: Nichts wurde geändert, nichts fehlt.',
  unverified: '{count, plural, one {# Eintrag ist} other {# Einträge sind}} noch nicht geprüft.',
  verified:
    'Die Einträge bis {last} wurden am {time} geprüft: Nichts wurde geändert, nichts fehlt.',
  verify: 'Jetzt prüfen',
  changed: 'Das Protokoll wurde verändert',
  at: 'Geprüft am {time}.',
} as const;

export const auditExport = {
  title: 'Export',
  all: 'Alle Einträge, aller Personen und aller Arten. Der Export selbst wird ein Eintrag.',
  days: 'Alle Einträge der oben gewählten Tage, aller Personen und aller Arten. Der Export selbst wird ein Eintrag.',
  ndjson: 'Als NDJSON exportieren',
  csv: 'Als CSV exportieren',
  exporting: 'Wird exportiert …',
} as const;

/** What is wrong with the log, as staff and the operator read it. */
export const auditFaults = {
  missing:
    '{count, plural, one {Eintrag {first} fehlt.} other {Die Einträge {first} bis {last} fehlen.}}',
  changed:
    'Eintrag {seq} passt nicht: Er oder der davor wurde geändert, verschoben oder eingefügt.',
  noHead: 'Der Kopf fehlt.',
  cutOff: 'Das Protokoll endet mit Eintrag {last}, und es gab {head}: Die letzten fehlen.',
  added: 'Das Protokoll müsste mit Eintrag {head} enden: Was folgt, wurde eingefügt.',
  otherHead: 'Eintrag {last} ist nicht der, der zuletzt geschrieben wurde: Er wurde geändert.',
  start:
    'Kein Eintrag sagt, dass das Protokoll bis Eintrag {seq} gekürzt wurde: Sein Anfang wurde weggenommen.',
  unguarded:
    '{count, plural, one {Der Datenbank fehlt ein Trigger, der das Protokoll schützt, oder sie hat an seiner Stelle einen anderen: {names}.} other {Der Datenbank fehlen Trigger, die das Protokoll schützen, oder sie hat an ihrer Stelle andere: {names}.}}',
  waiting:
    '{count, plural, one {1 Eintrag wartet außerhalb des Protokolls: nicht versiegelt seit {since}.} other {# Einträge warten außerhalb des Protokolls: nicht versiegelt seit {since}.}}',
  notedTrimmed:
    'Eintrag {seq} wurde weggekürzt und kann nicht mehr verglichen werden. Notieren Sie einen neueren Kopf.',
  notedGone: 'Der notierte Eintrag {seq} ist nicht da: Das Ende des Protokolls wurde weggenommen.',
  notedOther:
    'Eintrag {seq} ist nicht der, der notiert wurde: Das Protokoll wurde neu geschrieben.',
  otherInTree:
    'Eintrag {seq} ist nicht der, den der Baum über dem Protokoll hat: Er wurde neu geschrieben.',
  brokenTree:
    'Der Baum über dem Protokoll passt ab Eintrag {seq} nicht zusammen: Er wurde geändert.',
  witnessedGone:
    'Der Zeuge hat {size, plural, one {1 Eintrag} other {# Einträge}} gesehen, und der Baum über dem Protokoll hat weniger: Das Ende des Protokolls wurde weggenommen.',
  witnessedOther:
    '{size, plural, one {Der erste Eintrag ist} other {Die ersten # Einträge sind}} nicht, was der Zeuge gesehen hat: Das Protokoll wurde neu geschrieben.',
} as const;
