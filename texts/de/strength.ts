/** How strong a password is that somebody chooses, or why it is refused. */
export const strength = {
  leaked:
    'Dieses Passwort steht in Listen gestohlener Passwörter. Wählen Sie eines, das Sie nirgends sonst verwenden.',
  own: 'Dieses Passwort besteht aus Ihrem eigenen Namen oder Ihrer Adresse. Fügen Sie Wörter hinzu, die nichts mit Ihnen zu tun haben.',
  site: 'Dieses Passwort besteht aus Wörtern, die alle kennen, die diese Website kennen. Fügen Sie Wörter hinzu, die nichts mit ihr zu tun haben.',
  easy: 'Dieses Passwort ist leicht zu erraten.',
  fair: 'Ihr Passwort ist brauchbar. Ein oder zwei zufällige Wörter mehr würden es stark machen.',
  good: 'Ihr Passwort ist gut. Niemand wird es in einer Liste finden.',
  strong: 'Ihr Passwort ist stark.',
} as const;

/** Why it is easy to guess: for each warning of the library that judges it. */
export const strengthWarnings = {
  straightRow: 'Gerade Tastenreihen Ihrer Tastatur sind leicht zu erraten.',
  keyPattern: 'Kurze Tastaturmuster sind leicht zu erraten.',
  simpleRepeat: 'Wiederholte Zeichen wie „aaa“ sind leicht zu erraten.',
  extendedRepeat: 'Wiederholte Zeichenfolgen wie „abcabcabc“ sind leicht zu erraten.',
  sequences: 'Übliche Zeichenfolgen wie „abc“ sind leicht zu erraten.',
  recentYears: 'Jahreszahlen der jüngeren Zeit sind leicht zu erraten.',
  dates: 'Datumsangaben sind leicht zu erraten.',
  topTen: 'Dieses Passwort gehört zu den allerhäufigsten.',
  topHundred: 'Dieses Passwort wird sehr häufig verwendet.',
  common: 'Dieses Passwort wird häufig verwendet.',
  similarToCommon: 'Dieses Passwort ähnelt einem häufig verwendeten.',
  wordByItself: 'Einzelne Wörter sind leicht zu erraten.',
  namesByThemselves: 'Einzelne Vor- oder Nachnamen sind leicht zu erraten.',
  commonNames: 'Häufige Vor- und Nachnamen sind leicht zu erraten.',
  userInputs: 'Wörter, die mit Ihnen oder dieser Website zu tun haben, sind leicht zu erraten.',
  pwned: 'Dieses Passwort steht in Listen gestohlener Passwörter.',
} as const;

/** What would make it stronger: for each suggestion of that library. */
export const strengthAdvice = {
  l33t: 'Vermeiden Sie vorhersehbare Ersetzungen wie „@“ für „a“.',
  reverseWords: 'Vermeiden Sie rückwärts geschriebene häufige Wörter.',
  allUppercase: 'Schreiben Sie einige Buchstaben groß, aber nicht alle.',
  capitalization: 'Schreiben Sie mehr als den ersten Buchstaben groß.',
  dates: 'Vermeiden Sie Daten und Jahreszahlen, die mit Ihnen zu tun haben.',
  recentYears: 'Vermeiden Sie Jahreszahlen der jüngeren Zeit.',
  associatedYears: 'Vermeiden Sie Jahreszahlen, die mit Ihnen zu tun haben.',
  sequences: 'Vermeiden Sie übliche Zeichenfolgen.',
  repeated: 'Vermeiden Sie wiederholte Wörter und Zeichen.',
  longerKeyboardPattern:
    'Verwenden Sie längere Tastaturmuster und wechseln Sie mehrmals die Richtung.',
  anotherWord: 'Fügen Sie mehr Wörter hinzu, die seltener sind.',
  useWords: 'Verwenden Sie mehrere Wörter, aber keine üblichen Redewendungen.',
  noNeed: 'Ein Passwort kann auch ohne Symbole, Ziffern oder Großbuchstaben stark sein.',
  pwned: 'Wenn Sie dieses Passwort auch anderswo verwenden, sollten Sie es ändern.',
} as const;
