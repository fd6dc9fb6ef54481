import 'server-only';

/** How an account stands, as far as its pass is judged by it. */
export type Standing = {
  hasPassword: boolean;
  passkeys: number;
  /** Accounts elsewhere by which the person signs in. */
  connections: number;
  /** Whether something is asked for after the first proof. */
  hasSecondStep: boolean;
  hasApp: boolean;
  codesLeft: number;
  /** From so few on they are too few. */
  fewCodes: number;
  /** What was let in within the last days: browsers, and programs and tokens. */
  newBrowsers: number;
  newApps: number;
  /** What can be added on this site. */
  offersPassword: boolean;
  offersPasskey: boolean;
};

/** What protects an account, in the order in which it is seen to. */
export const PROTECTIONS = ['way', 'second', 'codes', 'news'] as const;
type Protection = (typeof PROTECTIONS)[number];

/** One of them: how it is called as it stands, and where it is seen to. */
export type Punch = { of: Protection; to: string } & (
  | { isPunched: true; says: 'passkey' | 'password' | 'connection' | 'second' | 'codes' | 'noNews' }
  | { isPunched: false; says: 'noWay' | 'noSecond' | 'noCodes' | 'fewCodes' | 'news' }
);
export type OpenPunch = Punch & { isPunched: false };

export type Pass = { punches: Punch[]; done: number; next: OpenPunch | undefined };

/**
 * The pass of an account: a punch for each protection, where each leads, and the one to see to next. Only what its owner
 * can bring in order is judged, and only what can be out of order: that the mailbox is theirs was proven by signing up, and
 * wrong passwords are tried by others.
 */
export function passOf(standing: Standing): Pass {
  const punches = [way(standing), second(standing), codes(standing), news(standing)];
  const isOpen = (punch: Punch): punch is OpenPunch => !punch.isPunched;
  return {
    punches,
    done: punches.filter(({ isPunched }) => isPunched).length,
    next: punches.find(isOpen),
  };
}

/** A code in the mailbox is a way in of every account: this is one of the person's own. */
function way({ hasPassword, passkeys, connections, ...site }: Standing): Punch {
  const punched = { of: 'way', isPunched: true } as const;
  if (passkeys > 0) return { ...punched, says: 'passkey', to: '/settings/passkeys' };
  if (hasPassword) return { ...punched, says: 'password', to: '/settings/password' };
  if (connections > 0) return { ...punched, says: 'connection', to: '/settings/connections' };
  const to = site.offersPasskey || !site.offersPassword ? 'passkeys' : 'password';
  return { of: 'way', isPunched: false, says: 'noWay', to: `/settings/${to}` };
}

function second({ hasSecondStep, hasApp }: Standing): Punch {
  if (!hasSecondStep)
    return { of: 'second', isPunched: false, says: 'noSecond', to: '/settings/authenticator' };
  const to = hasApp ? '/settings/authenticator' : '/settings/passkeys';
  return { of: 'second', isPunched: true, says: 'second', to };
}

function codes({ codesLeft, fewCodes }: Standing): Punch {
  const at = { of: 'codes', to: '/settings/recovery-codes' } as const;
  if (codesLeft > fewCodes) return { ...at, isPunched: true, says: 'codes' };
  return { ...at, isPunched: false, says: codesLeft > 0 ? 'fewCodes' : 'noCodes' };
}

function news({ newBrowsers, newApps }: Standing): Punch {
  if (newBrowsers + newApps === 0)
    return { of: 'news', isPunched: true, says: 'noNews', to: '/settings/sessions' };
  const to = newBrowsers > 0 ? '/settings/sessions' : '/settings/apps';
  return { of: 'news', isPunched: false, says: 'news', to };
}
