/** How strong a password is that somebody chooses, or why it is refused. */
export const strength = {
  leaked: 'This password is in lists of leaked passwords. Pick one you have not used elsewhere.',
  own: 'This password is made of your own name or address. Add words that have nothing to do with you.',
  site: 'This password is made of words that everybody knows who knows this site. Add words that have nothing to do with it.',
  easy: 'This password is easy to guess.',
  fair: 'Your password is fair. One or two more random words would make it strong.',
  good: 'Your password is good. Nobody will find it in a list.',
  strong: 'Your password is strong.',
} as const;

/** Why it is easy to guess: for each warning of the library that judges it. */
export const strengthWarnings = {
  straightRow: 'Straight rows of keys on your keyboard are easy to guess.',
  keyPattern: 'Short keyboard patterns are easy to guess.',
  simpleRepeat: 'Repeated characters like “aaa” are easy to guess.',
  extendedRepeat: 'Repeated patterns of characters like “abcabcabc” are easy to guess.',
  sequences: 'Common sequences of characters like “abc” are easy to guess.',
  recentYears: 'Recent years are easy to guess.',
  dates: 'Dates are easy to guess.',
  topTen: 'This is a heavily used password.',
  topHundred: 'This is a frequently used password.',
  common: 'This is a commonly used password.',
  similarToCommon: 'This is similar to a commonly used password.',
  wordByItself: 'Single words are easy to guess.',
  namesByThemselves: 'Single names or surnames are easy to guess.',
  commonNames: 'Common names and surnames are easy to guess.',
  userInputs: 'Words about you or this site are easy to guess.',
  pwned: 'This password is in lists of leaked passwords.',
} as const;

/** What would make it stronger: for each suggestion of that library. */
export const strengthAdvice = {
  l33t: 'Avoid predictable substitutions like “@” for “a”.',
  reverseWords: 'Avoid reversed spellings of common words.',
  allUppercase: 'Capitalize some, but not all letters.',
  capitalization: 'Capitalize more than the first letter.',
  dates: 'Avoid dates and years that are associated with you.',
  recentYears: 'Avoid recent years.',
  associatedYears: 'Avoid years that are associated with you.',
  sequences: 'Avoid common character sequences.',
  repeated: 'Avoid repeated words and characters.',
  longerKeyboardPattern: 'Use longer keyboard patterns and change typing direction multiple times.',
  anotherWord: 'Add more words that are less common.',
  useWords: 'Use multiple words, but avoid common phrases.',
  noNeed: 'You can create strong passwords without using symbols, numbers, or uppercase letters.',
  pwned: 'If you use this password elsewhere, you should change it.',
} as const;
