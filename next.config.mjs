/** What Next calls itself while it develops (PHASE_DEVELOPMENT_SERVER). */
const DEVELOPMENT = 'phase-development-server';

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // In development Next would print what actions were called with.
  logging: { serverFunctions: false },
  images: { unoptimized: true },
  // What the sources are called: see scripts/build.mjs. A build that is started otherwise draws a name.
  generateBuildId: () => process.env.GATEHOUSE_BUILD ?? null,
  // `npm run check` checks the types; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'better-sqlite3',
    'pg',
    '@redis/client',
    'oidc-provider',
    // Bundled, it would be there once for actions and once for routes, and neither knows what the other made.
    'openid-client',
    'light-my-request',
    '@node-rs/argon2',
    'bcryptjs',
    '@zxcvbn-ts/core',
    '@zxcvbn-ts/language-common',
    '@zxcvbn-ts/language-en',
    '@prometheus-io/client',
    'nodemailer',
    'pino',
  ],
  // How much may be sent, the front door says by address: lib/product/routes. This is the most that it ever lets in.
  experimental: { serverActions: { bodySizeLimit: '16mb' } },
};

/** Pages that are called `page.dev.tsx` are there in development only: a build does not know them. */
export default (phase) => ({
  ...config,
  pageExtensions: [...(phase === DEVELOPMENT ? ['dev.tsx'] : []), 'tsx', 'ts'],
});
