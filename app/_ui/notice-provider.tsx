'use client';

import { createContext, type ReactNode, use, useState } from 'react';
import type { ShownNotice } from '#forms/notices';

type Shown = { told: ShownNotice | null; forget: () => void };

const Context = createContext<Shown>({ told: null, forget: () => undefined });

/** Around a page: what it tells about what was just done, until a form of it is refused. */
export function NoticeProvider({
  told,
  children,
}: {
  told: ShownNotice | null;
  children: ReactNode;
}) {
  const [isOver, setOver] = useState(false);
  const shown = { told: isOver ? null : told, forget: () => setOver(true) };
  return <Context value={shown}>{children}</Context>;
}

export const useNotice = () => use(Context);
