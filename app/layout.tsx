import type { Viewport } from 'next';
import localFont from 'next/font/local';
import type { ReactNode } from 'react';
import { readTheme } from '#lib/session/theme';
import './look.css';

const text = localFont({
  src: '../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  variable: '--font-text',
  weight: '200 800',
  // Nothing jumps: a font that is not there for the first frame waits for the next page.
  display: 'optional',
});
const display = localFont({
  src: '../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2',
  variable: '--font-display',
  weight: '200 800',
  display: 'optional',
});

export const viewport: Viewport = { colorScheme: 'light dark' };

// Every page carries a nonce of its own.
export const dynamic = 'force-dynamic';

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await readTheme();
  return (
    <html lang="en" dir="ltr" data-theme={theme} className={`${text.variable} ${display.variable}`}>
      <body>{children}</body>
    </html>
  );
}
