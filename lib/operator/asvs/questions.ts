/** What no program can see: asked of the operator, answered in the file of answers (lib/operator/asvs/answers). */
export const QUESTIONS = {
  'Q-HOST': 'Is this host name used for this site alone, with no other application under it?',
  'Q-PRELOAD': 'Is the domain on the HSTS preload list of the browsers, or why not?',
  'Q-PROXY':
    'Which proxy in which version stands in front; does it refuse CR, LF and connection headers in HTTP/2 and 3?',
  'Q-TLS':
    'Which public authority signs the certificate; which key exchange, revocation and ECH are there?',
  'Q-HOP':
    'Do proxy and server stand on one machine? If not: what encrypts between them, and how does each know the other?',
  'Q-SECRETS':
    'Where do SESSION_SECRET, METRICS_TOKEN and the password of the mail server come from, can anybody else read them or the memory of the machine, and when did they last change?',
  'Q-LOGS':
    'Where are the lines of the server and the entries of the audit log sent, how long are they kept there, and whom does an alarm wake?',
  'Q-MFA': 'Is it accepted that an account of a member may have one factor alone, and by whom?',
  'Q-BACKUP': 'When was a restore last tried, and when are old copies deleted?',
  'Q-FIX': 'Who takes up advisories, and within which times?',
} as const;
export type Question = keyof typeof QUESTIONS;

type Told = { SECOND_FACTOR?: string | undefined; LISTEN?: string | undefined };

/** What a setting has answered already. */
export const answeredBySettings = ({ SECOND_FACTOR, LISTEN }: Told): Partial<Answered> => ({
  ...(SECOND_FACTOR === 'everyone' && { 'Q-MFA': 'SECOND_FACTOR=everyone: nobody has one alone.' }),
  ...(LISTEN &&
    /^(localhost|127\..*|::1)$/.test(LISTEN) && {
      'Q-HOP': `LISTEN=${LISTEN}: nothing but this machine reaches the port, so the proxy stands on it.`,
    }),
});

type Answered = Record<Question, string>;
