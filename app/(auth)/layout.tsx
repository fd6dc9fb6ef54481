import type { ReactNode } from 'react';

/** For people who have no session: the one folder whose pages and actions need not ask who is calling. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return <div className="gate">{children}</div>;
}
