// What the search can do and what it cannot, as the report says it.

export const ENCODINGS = [
  'as it is, also cut between network packets, script pushes or React’s comments',
  'base64 and base64url, at any place inside a larger text',
  'hexadecimal, in any case',
  'URL and form encoding of any of its characters, in any case',
  'HTML escapes (numbers, and amp lt gt quot apos nbsp) of any of its characters',
  'JSON and script escapes of any of its characters',
  'the last three inside one another up to three deep, and around the others',
];

export const NOT_SEEN = [
  'What is encrypted, hashed, compressed inside an answer, reversed or otherwise computed from a secret.',
  'Base64 or hexadecimal inside base64 or hexadecimal, base64 broken into lines, UTF-16.',
  'Rare names of HTML characters (&commat;), octal escapes, and four or more escapes inside one another.',
  'A six-digit code that is glued to other letters or digits, for six digits are everywhere.',
  'A picture: the key of an authenticator app as dots (QR code), on the page that shows it as text too.',
  'A secret of which a part is missing.',
];
