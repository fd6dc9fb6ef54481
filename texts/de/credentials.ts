/** The mails that tell of a change of what somebody signs in with. */
export const credentialMails = {
  password_added: 'Zu Ihrem Konto bei {site} wurde ein Passwort hinzugefügt',
  password_renamed: 'Das Passwort Ihres Kontos bei {site} wurde umbenannt',
  password_removed: 'Das Passwort Ihres Kontos bei {site} wurde entfernt',
  passkey_added: 'Zu Ihrem Konto bei {site} wurde ein Passkey hinzugefügt',
  passkey_renamed: 'Ein Passkey Ihres Kontos bei {site} wurde umbenannt',
  passkey_removed: 'Ein Passkey Ihres Kontos bei {site} wurde entfernt',
  totp_added: 'Zu Ihrem Konto bei {site} wurde eine Authenticator-App hinzugefügt',
  totp_renamed: 'Die Authenticator-App Ihres Kontos bei {site} wurde umbenannt',
  totp_removed: 'Die Authenticator-App Ihres Kontos bei {site} wurde entfernt',
  recovery_codes_added: 'Für Ihr Konto bei {site} wurden neue Wiederherstellungscodes erstellt',
  recovery_codes_renamed: 'Die Wiederherstellungscodes Ihres Kontos bei {site} wurden umbenannt',
  recovery_codes_removed: 'Die Wiederherstellungscodes Ihres Kontos bei {site} wurden entfernt',
  connection_added: 'Ein Konto bei einem anderen Anbieter öffnet jetzt Ihr Konto bei {site}',
  connection_renamed: 'Ein verbundenes Konto Ihres Kontos bei {site} wurde umbenannt',
  connection_removed: 'Ein verbundenes Konto wurde von Ihrem Konto bei {site} entfernt',
  otherwise:
    'Wenn Sie das nicht waren: Melden Sie sich unter {url} an, öffnen Sie „Aktivitäten“ und wählen Sie daneben „Das war ich nicht“. Das beendet die Sitzung, in der es geschah, und macht die Änderung rückgängig.',
} as const;
