/** The plain pages of the front door, by status. */
export const http = {
  title400: 'Diese Anfrage war nicht lesbar',
  says400:
    'Etwas darin ist fehlerhaft oder nicht für diese Website bestimmt. Es wurde nichts geändert.',
  title403: 'Das kam nicht von unserer eigenen Seite',
  says403:
    'Das Formular wurde von einer anderen Website gesendet, oder Ihr Browser hat nicht gesagt, von wo. Es wurde nichts geändert. Öffnen Sie die Seite hier und senden Sie es noch einmal.',
  title404: 'Diese Seite gibt es nicht',
  says404:
    'Sie wurde vielleicht verschoben, die Adresse ist vertippt, oder Sie dürfen sie nicht sehen.',
  title405: 'So lässt sich diese Seite nicht verwenden',
  says405: 'Öffnen Sie sie über einen Link oder senden Sie eines ihrer Formulare.',
  title408: 'Das hat zu lange gedauert',
  says408: 'Die Anfrage kam nicht rechtzeitig an. Es wurde nichts geändert.',
  title409: 'Diese Seite wurde aktualisiert',
  says409:
    'Die Website wurde aktualisiert, nachdem Sie die Seite geöffnet haben. Es wurde nichts geändert. Öffnen Sie die Seite neu und senden Sie das Formular von dort.',
  title413: 'Das ist zu viel auf einmal',
  says413: 'Was gesendet wurde, ist größer, als diese Adresse annimmt. Es wurde nichts geändert.',
  title410: 'Das ist vorbei',
  says410: 'Was Sie suchen, ist nicht mehr hier. Beginnen Sie von vorn.',
  title414: 'Diese Adresse ist zu lang',
  says414:
    'Eine Adresse hat hier höchstens 8.192 Zeichen. Es wurde nichts geändert. Kürzen Sie, was nach dem Fragezeichen steht.',
  title415: 'Das ist hier nicht lesbar',
  says415:
    'Was gesendet wurde, ist von einer Art, die diese Adresse nicht annimmt. Es wurde nichts geändert.',
  title421: 'Das ist nicht die Adresse dieser Website',
  says421: 'Unter dem Namen, den Sie verwendet haben, antwortet der Server nicht.',
  title429: 'Das war zu oft',
  says429:
    'Von Ihnen oder aus Ihrem Netz kamen zu viele Anfragen dieser Art. Es wurde nichts geändert.',
  title431: 'Ihr Browser hat zu viel gesendet',
  says431:
    'Die Cookies oder andere Header für diese Website sind zu groß. Löschen Sie ihre Cookies und versuchen Sie es erneut.',
  title500: 'Bei uns ist ein Fehler aufgetreten',
  says500:
    'Er steht im Protokoll. Falls Sie etwas gesendet haben, sehen Sie nach, ob es gespeichert wurde, bevor Sie es erneut senden.',
  title503: 'Das ist im Moment nicht möglich',
  says503:
    'Die Website ist überlastet, oder ihr Speicher antwortet nicht. Versuchen Sie es in einigen Sekunden erneut. Falls Sie etwas gesendet haben, sehen Sie nach, ob es gespeichert wurde, bevor Sie es erneut senden.',
  home: 'Zur Startseite',
  dashboard: 'Zu Ihrer Übersicht',
  again: 'Versuchen Sie es in {time} erneut.',
  most: 'Hier dürfen höchstens {size} gesendet werden.',
} as const;

/** A form that could not be shown again, on a plain page. */
export const givenBack = {
  title: 'Ihre Eingaben',
  submit: 'Noch einmal senden',
  until: 'Bis (in Ihrer Zeitzone)',
  deviceCode: 'Gerätecode',
  factor: 'Nachweis',
} as const;
