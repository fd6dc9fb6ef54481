import type { Viewport } from 'next';
import localFont from 'next/font/local';
import type { ReactNode } from 'react';
import { siteName } from '#lib/product/brand';
import { readTheme } from '#lib/session/theme';
import { currentDirection, currentLanguage } from '#texts/languages';
import { textsOf } from '#texts/say';
import { CommonText } from '#ui/common-text';
import './styles.css';

const text = localFont({
  src: '../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  variable: '--gatehouse-text',
  weight: '200 800',
  // Nothing jumps: a font that is not there for the first frame waits for the next page.
  display: 'optional',
  // Its stand-in would take the letters that the file below has.
  adjustFontFallback: false,
});
const display = localFont({
  src: '../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2',
  variable: '--gatehouse-display',
  weight: '200 800',
  display: 'optional',
  adjustFontFallback: false,
});
// The letters of the other half of Europe: fetched only by a page that has one.
const textMore = localFont({
  src: '../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2',
  variable: '--gatehouse-text-more',
  weight: '200 800',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
});
const displayMore = localFont({
  src: '../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-ext-wght-normal.woff2',
  variable: '--gatehouse-display-more',
  weight: '200 800',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
});
const FONTS = [text, display, textMore, displayMore].map(({ variable }) => variable).join(' ');

export const viewport: Viewport = { colorScheme: 'light dark' };

// Every page carries a nonce of its own.
export const dynamic = 'force-dynamic';

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await readTheme();
  return (
    <html lang={currentLanguage()} dir={currentDirection()} data-theme={theme} className={FONTS}>
      <body>
        <CommonText text={{ ...textsOf('common'), site: siteName() }}>{children}</CommonText>
      </body>
    </html>
  );
}
