export const data = {
  title: 'Ihre Daten',
  download: 'Ihre Daten herunterladen',
  intro:
    'Eine JSON-Datei mit allem, was über Sie gespeichert ist: Ihr Konto, Ihre Sitzungen, was damit geschehen ist, welche E-Mails Sie erhalten haben, Ihre {things} und mit wem Sie sie teilen, und was andere mit Ihnen teilen.',
  submit: 'Daten herunterladen',
  submitting: 'Die Datei wird erstellt …',
  used: 'Ihre {things} belegen {used} MB von {quota} MB.',
  usedLittle: 'Ihre {things} belegen weniger als {used} MB von {quota} MB.',
} as const;

export const deleteAccountForm = {
  page: 'Ihre Daten',
  title: 'Ihr Konto löschen',
  submit: 'Konto löschen',
  submitting: 'Wird gelöscht …',
  atOnce:
    'Das löscht endgültig: Ihr Konto, Ihre Sitzungen überall, Codes und E-Mails, die auf Sie warten, und alle {things}, die Ihnen gehören, auch für alle, mit denen Sie sie teilen. Soll etwas davon bleiben ({thing}), übertragen Sie es vorher. Was andere mit Ihnen teilen, verlieren nur Sie, nicht die anderen. Sie erhalten eine letzte E-Mail, die das bestätigt. Die Adresse kann danach für ein neues, leeres Konto verwendet werden.',
  kept: 'Erhalten bleibt das Protokoll der Ereignisse (Zeit, Netzwerkadresse, Browser), weil es alle anderen hier schützt. Es nennt Sie nur mit einer Nummer, die dann niemandem mehr gehört.',
  email: 'Geben Sie zur Sicherheit {email} ein',
} as const;
