export const mails = {
  signUpCodeSubject: 'Ihr Code für {name}',
  signUpCodeSays: 'Jemand möchte mit dieser Adresse ein Konto bei {site} anlegen.',
  signUpCodeOtherwise:
    'Wenn Sie das nicht waren, tun Sie nichts: Ohne den Code wird kein Konto angelegt. Geben Sie den Code an niemanden weiter.',
  accountExistsSubject: 'Sie haben schon ein Konto',
  accountExistsSays:
    'Jemand wollte mit dieser Adresse ein Konto bei {site} anlegen. Es gibt schon eines, darum wurde nichts geändert.',
  accountExistsSays2: 'Wenn Sie das waren, öffnen Sie {url}/sign-in und melden Sie sich an.',
  accountExistsOtherwise:
    'Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Niemand ist in Ihr Konto gelangt, und niemand hat erfahren, dass Sie eines haben.',
  resetCodeSubject: 'Ihr Code für ein neues Passwort',
  resetCodeSays: 'Jemand möchte ein neues Passwort für Ihr Konto bei {site} festlegen.',
  resetCodeOtherwise:
    'Wenn Sie das nicht waren, tun Sie nichts: Ohne den Code bleibt Ihr Passwort, wie es ist. Geben Sie den Code an niemanden weiter.',
  signInCodeSubject: 'Ihr Code zum Anmelden',
  signInCodeSays: 'Jemand möchte sich mit einem Code bei Ihrem Konto bei {site} anmelden.',
  signInCodeOtherwise:
    'Wenn Sie das nicht waren, tun Sie nichts: Ohne den Code gelangt niemand hinein. Geben Sie den Code an niemanden weiter, und geben Sie ihn auf keiner Seite ein, die Sie nicht selbst geöffnet haben.',
  noAccountToSignIn:
    'Jemand wollte sich bei {site} mit einem Code anmelden, aber zu dieser Adresse gibt es kein Konto.',
  noAccountToRecover:
    'Jemand wollte ein Konto bei {site} wiederherstellen, aber zu dieser Adresse gibt es kein Konto.',
  noAccountSubject: 'Zu dieser Adresse gibt es kein Konto',
  noAccountSays:
    'Jemand wollte ein neues Passwort bei {site} festlegen, aber zu dieser Adresse gibt es kein Konto.',
  noAccountSays2: 'Wenn Sie das waren und ein Konto haben, hat es eine andere Adresse.',
  noAccountOtherwise: 'Wenn Sie das nicht waren, brauchen Sie nichts zu tun.',
  passwordChangedSubject: 'Ihr Passwort wurde geändert',
  passwordChangedSays: 'Das Passwort Ihres Kontos bei {site} wurde geändert.',
  passwordChangedOtherwise:
    'Wenn Sie das nicht waren, öffnen Sie sofort {url}/forgot-password und legen Sie ein neues fest: Das meldet alle anderen ab.',
  changeEmailCodeSubject: 'Ihr Code für eine neue Adresse',
  changeEmailCodeSays: 'Jemand möchte diese Adresse für ein Konto bei {site} verwenden.',
  changeEmailCodeOtherwise:
    'Wenn Sie das nicht waren, tun Sie nichts: Ohne den Code wird die Adresse nicht verwendet. Geben Sie den Code an niemanden weiter.',
  addressTakenSubject: 'Jemand wollte Ihre Adresse verwenden',
  addressTakenSays:
    'Jemand wollte diese Adresse für ein anderes Konto bei {site} verwenden. Sie haben damit schon ein Konto, darum wurde nichts geändert.',
  addressTakenOtherwise:
    'Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Niemand hat erfahren, dass Sie ein Konto haben.',
  emailChangedSubject: 'Ihr Konto hat jetzt eine andere Adresse',
  emailChangedSays:
    'Die Adresse Ihres Kontos bei {site} wurde geändert, dieses Postfach gehört also nicht mehr dazu.',
  emailChangedOtherwise:
    'Wenn Sie das nicht waren, ist jemand anderes in Ihrem Konto angemeldet: Schreiben Sie sofort an den Betreiber von {site} und bewahren Sie diese E-Mail auf.',
  newBrowserSubject: 'Anmeldung von einem neuen Browser',
  newBrowserSays:
    'Bei Ihrem Konto bei {site} hat sich jemand von einem Browser angemeldet, in dem es bisher nicht verwendet wurde.',
  newBrowserOtherwise:
    'Wenn Sie das nicht waren, öffnen Sie {url}/settings/activity, geben Sie es dort an und ändern Sie Ihr Passwort.',
  accountDeletedSubject: 'Ihr Konto wurde gelöscht',
  accountDeletedSays: 'Ihr Konto bei {site} wurde gelöscht, mit allem darin.',
  accountDeletedSays2: 'Ihr Konto bei {site} wurde von der Verwaltung gelöscht, mit allem darin.',
  accountDeletedOtherwise: 'Wenn Sie das nicht waren, schreiben Sie an den Betreiber von {site}.',
  roleChangedSubject: 'Ihre Rolle wurde geändert',
  roleChangedSays: 'Ihr Konto bei {site} hat jetzt eine andere Rolle: {role}.',
  roleChangedSays2: 'Die Konten anderer sehen Sie nicht mehr.',
  roleChangedSays3:
    'Die Konten anderer finden Sie unter {url}/admin/users. Ihre Sitzungen enden von jetzt an früher, und Sie werden öfter nach Ihrem Passwort gefragt.',
  confirmCodeSubject: 'Ihr Code zur Bestätigung',
  confirmCodeSays: 'Sie werden bei {site} gebeten, noch einmal zu zeigen, dass Sie es sind.',
  confirmCodeOtherwise:
    'Wenn Sie das nicht waren, geben Sie den Code an niemanden weiter, melden Sie sich an und sehen Sie sich Ihre Geräte an.',
  resetAskedSubject: 'Bitte legen Sie ein neues Passwort fest',
  resetAskedSays:
    'Der Betreiber von {site} bittet Sie, ein neues Passwort für Ihr Konto festzulegen. Sie wurden überall abgemeldet.',
  resetAskedSays2:
    'Öffnen Sie {url}/forgot-password und folgen Sie den Anweisungen dort. Niemand sonst kann es für Sie festlegen.',
  invitationSubject: 'Sie haben ein Konto bei {site}',
  invitationSays:
    'Der Betreiber von {site} hat für Sie ein Konto angelegt. Niemand hat ein Passwort dafür festgelegt.',
  invitationByCode:
    'Öffnen Sie {url}/sign-in/code und geben Sie diese Adresse ein: Sie erhalten per E-Mail einen Code, der Sie anmeldet.',
  invitationByPassword:
    'Öffnen Sie {url}/forgot-password und geben Sie diese Adresse ein: Sie erhalten per E-Mail einen Code und legen Ihr Passwort fest.',
  invitationOtherwise:
    'Wenn Sie es nicht möchten, beachten Sie diese E-Mail nicht oder schreiben Sie an den Betreiber von {site}.',
  clientLetInSubject: 'Sie haben ein Programm zugelassen',
  clientLetInSays:
    '{client} darf von jetzt an Ihr Konto bei {site} verwenden. Sie können das jederzeit unter {url}{path} beenden.',
  clientLetInOtherwise:
    'Wenn Sie das nicht waren, beenden Sie es dort sofort und ändern Sie Ihr Passwort.',
  tokenReusedSubject: 'Ein Programm wurde vorsichtshalber abgemeldet',
  tokenReusedSays:
    'Ein Token von {client} für Ihr Konto bei {site} wurde ein zweites Mal verwendet. Das geschieht, wenn jemand es kopiert hat; darum wurde {client} abgemeldet.',
  tokenReusedSays2:
    'Um fortzufahren, melden Sie sich damit erneut an. Wenn es wieder geschieht, prüfen Sie, wer sonst die Dateien dieses Geräts lesen kann.',
  tokenReusedOtherwise: 'Wofür es zuletzt verwendet wurde, steht unter {url}/settings/activity.',
  sharedSubject: '{one} wurde mit Ihnen geteilt',
  sharedSays: 'Bei {site} wurde {one} mit dieser Adresse geteilt.',
  sharedSays2:
    'Um den Inhalt zu sehen, öffnen Sie {url} und melden Sie sich mit dieser Adresse an oder legen Sie damit ein Konto an. Dort können Sie den Zugriff auch aufgeben („{thing} verlassen“).',
  sharedOtherwise: 'Wenn Sie nicht wissen, wer das ist, brauchen Sie nichts zu tun.',
  /** Of every mail with a code. */
  useCode:
    'Wenn Sie das waren, geben Sie diesen Code auf der Seite ein, die danach gefragt hat. Er gilt einmal, {minutes} Minuten lang, und nur in dem Browser, der ihn angefordert hat.',
  /** Of every mail about what staff or the operator did. */
  askOperator: 'Wenn Sie wissen möchten, warum, fragen Sie den Betreiber von {site}.',
  program: 'Programm',
  sharedBy: 'Geteilt von',
  when: 'Wann',
  from: 'Woher',
  with: 'Womit',
  sentBy: 'Gesendet von {name}, {site}',
} as const;
