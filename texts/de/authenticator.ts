export const authenticator = {
  title: 'Authenticator-App',
  setUpTitle: 'Eine Authenticator-App einrichten',
  intro:
    'Eine Authenticator-App auf Ihrem Telefon oder Computer zeigt sechs Ziffern, alle halbe Minute neue. Sie werden nach dem Passwort zusätzlich verlangt.',
  give: '1. Geben Sie Ihrer App diesen Schlüssel',
  how: 'Scannen Sie das Bild mit der App oder tippen Sie den Schlüssel ein. Behalten Sie beides für sich: Wer den Schlüssel hat, hat Ihre Codes.',
  picture: 'Der Schlüssel als Bild (QR-Code)',
  key: 'Schlüssel',
  once: 'Dieser Schlüssel gilt, bis Sie diese Seite erneut öffnen. Er wird nur hier und nur jetzt gezeigt.',
  wrong:
    'Das ist nicht der Code, den die App zu diesem Schlüssel zeigt. Geben Sie den neuesten ein. Falls Sie diese Seite mehrmals geöffnet haben, geben Sie der App den Schlüssel, der jetzt hier steht.',
  isSetUp:
    'Ihre App ist eingerichtet. Nach dem Passwort oder einem Code per E-Mail wird nach ihrem Code gefragt.',
  another:
    'Für eine App auf einem anderen Gerät entfernen Sie diese zuerst und richten dann die andere ein. In der Zwischenzeit wird nach nichts anderem gefragt.',
  remove: 'Entfernen',
} as const;

export const authenticatorForm = {
  title: '2. Geben Sie ein, was die App zeigt',
  code: 'Code Ihrer Authenticator-App',
  submit: 'Einrichten',
  submitting: 'Wird eingerichtet …',
} as const;
