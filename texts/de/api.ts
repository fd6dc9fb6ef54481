/** What each refusal of the API is, the same each time. */
export const apiTitles = {
  malformed_request: 'Die Anfrage war nicht lesbar',
  two_credentials: 'Zwei Anmeldenachweise zugleich',
  unreadable_body: 'Der Inhalt ist kein JSON',
  bad_condition: 'Die Bedingung ist nicht brauchbar',
  no_credentials: 'Niemand ist angemeldet',
  malformed_credentials: 'Der Header Authorization war nicht lesbar',
  invalid_token: 'Das Zugriffstoken ist nicht gültig',
  insufficient_scope: 'Das Zugriffstoken reicht nicht so weit',
  second_factor_needed: 'Das Konto braucht zuerst einen zweiten Faktor',
  other_site: 'Das kam nicht von unserer eigenen Seite',
  not_found: 'Das gibt es nicht',
  no_such_method: 'Diese Methode gibt es hier nicht',
  too_slow: 'Das hat zu lange gedauert',
  too_many_people: 'Das ist schon mit so vielen Personen geteilt wie möglich',
  another_account: 'Das wurde in einem anderen Konto geschrieben',
  nothing_offered: 'Es wird nichts angeboten',
  changed_meanwhile: 'Es wurde inzwischen geändert',
  too_large: 'Das ist zu viel auf einmal',
  not_json: 'Der Inhalt muss JSON sein',
  other_host: 'Das ist nicht die Adresse dieser Website',
  invalid_fields: 'Einige Felder stimmen nicht',
  storage_full: 'Dafür ist kein Platz',
  condition_missing: 'Es fehlt, welche Fassung geändert wird',
  too_many_requests: 'Zu viele Anfragen',
  headers_too_large: 'Die Header sind zu groß',
  failed: 'Bei uns ist ein Fehler aufgetreten',
  unavailable: 'Das ist im Moment nicht möglich',
} as const;

/** What it is this time, and what to do. */
export const apiDetails = {
  malformed_request: 'Etwas in Pfad, Headern oder Inhalt ist fehlerhaft. Es wurde nichts geändert.',
  two_credentials:
    'Die Anfrage enthält sowohl einen Header Authorization als auch ein Cookie dieser Website. Senden Sie eines von beiden: Browser senden das Cookie, andere Clients ein Bearer-Token.',
  unreadable_body: 'Senden Sie einen JSON-Wert in UTF-8. Es wurde nichts geändert.',
  bad_condition:
    'Nennen Sie in If-Match genau eine Fassung, so wie sie im ETag einer Antwort steht.',
  no_credentials:
    'Senden Sie ein Bearer-Token oder, von einer Seite dieser Website aus, das Cookie einer Sitzung, die noch läuft.',
  malformed_credentials:
    'Er muss aus dem Wort Bearer, einem Leerzeichen und einem Zugriffstoken bestehen.',
  invalid_token:
    'Es ist keines von unseren, ist abgelaufen, oder seine Berechtigung wurde beendet. Erneuern Sie es oder melden Sie sich wieder an.',
  insufficient_scope: 'Ihm fehlt der Scope, den diese Anfrage verlangt.',
  second_factor_needed:
    'Diese Website verlangt für dieses Konto einen zweiten Faktor, und es hat keinen. Die Person, der es gehört, muss zuerst auf der Seite „Anmeldung und Sicherheit“ einen einrichten.',
  other_site:
    'Mit einem Cookie darf nur eine Seite dieser Website anfragen. Andere Clients senden ein Bearer-Token und kein Cookie, und eine Seite einer anderen Website kann diese API nicht verwenden.',
  not_found: 'Es existiert nicht, oder Sie dürfen es nicht sehen.',
  no_such_method: 'Der Header Allow nennt die vorhandenen.',
  too_slow: 'Die Anfrage kam nicht rechtzeitig an. Es wurde nichts geändert.',
  too_many_people: 'Entfernen Sie zuerst jemanden.',
  another_account:
    'Made-For nennt ein anderes Konto als das jetzt angemeldete. Es wurde nichts geändert.',
  nothing_offered: 'Ein solches Angebot gibt es nicht, oder nicht mehr.',
  changed_meanwhile:
    'If-Match nennt eine ältere Fassung, als es jetzt gibt. Es wurde nichts geschrieben: Lesen Sie erneut und gehen Sie vom jetzigen Stand aus.',
  too_large: 'Der Inhalt ist größer als alles, was hier verlangt wird.',
  not_json: 'Senden Sie ihn als application/json in UTF-8, weder komprimiert noch anders kodiert.',
  other_host: 'Unter dem verwendeten Namen antwortet der Server nicht.',
  invalid_fields: 'Siehe `errors`. Es wurde nichts geändert.',
  storage_full:
    'Was in dem Konto steht, dem es gehört, würde mehr Platz brauchen, als einem Konto hier zusteht (STORAGE_QUOTA_MB). Kürzen Sie es oder löschen Sie etwas. Es wurde nichts geändert.',
  condition_missing:
    'Senden Sie den ETag dessen, was Sie gelesen haben, als If-Match, damit niemandes Worte verloren gehen.',
  too_many_requests: 'Warten Sie so lange, wie Retry-After angibt (Sekunden).',
  headers_too_large: 'Senden Sie weniger oder kleinere.',
  failed:
    'Der Fehler steht im Protokoll. Das Gesendete wurde möglicherweise gespeichert: Sehen Sie nach, bevor Sie es erneut senden.',
  unavailable:
    'Versuchen Sie es nach so vielen Sekunden erneut, wie Retry-After angibt. Das Gesendete wurde möglicherweise gespeichert: Sehen Sie zuerst nach.',
} as const;

/** What is wrong with a field of a request, besides what its schema answers. */
export const apiFields = {
  object: 'Senden Sie ein JSON-Objekt.',
  unknown: 'Dieses Feld gibt es nicht.',
  once: 'Geben Sie es nur einmal an.',
} as const;
