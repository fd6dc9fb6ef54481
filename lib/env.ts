import { isIP } from 'node:net';
import { z } from 'zod';
import { isLoopback, problemsBetween, type SettingsProblem } from '#lib/env/between';
import { canRead } from '#lib/env/can-read';
import { normalHost } from '#lib/env/host';
import { Hosts } from '#lib/env/hosts';
import { isPostgresUrl, problemWithPostgresUrl } from '#lib/env/postgres-url';
import { Providers } from '#lib/env/providers';
import { problemWithRedisUrl } from '#lib/env/redis-url';
import { isDrawn, keptSecret } from '#lib/env/root-secret';
import { SettingsError } from '#lib/env/settings-error';
import { siteSettings } from '#lib/env/site';
import { problemWithSmtpUrl } from '#lib/env/smtp-url';
import { singleton } from '#lib/singleton';

const SAMPLE = /change[-_ ]?me|example|sample|placeholder|your[-_ ]/i;
// One that was drawn may spell one of these words by chance (once in some 800,000).
const isSample = (secret: string) =>
  /(.)\1{11}|^(.{1,16}?)\2+$/.test(secret) || (SAMPLE.test(secret) && !isDrawn(secret));

const whole = (fallback: number, min: number, max: number, unit: string) =>
  z.coerce
    .number(`must be a whole number (${unit}), e.g. ${fallback}`)
    .int(`must be a whole number (${unit}), e.g. ${fallback}`)
    .min(min, `must be at least ${min} (${unit})`)
    .max(max, `must be at most ${max} (${unit})`)
    .default(fallback);

const Secrets = z
  .string()
  .transform((list) => list.split(',').map((secret) => secret.trim()))
  .refine((list) => list.every((secret) => secret.length >= 32), {
    error:
      'each secret must have at least 32 characters; make one with: npm run gatehouse -- secret new',
  })
  .refine((list) => !list.some(isSample), {
    error: 'looks like a sample value; make a real one with: npm run gatehouse -- secret new',
  });

/** The ways in that there are. */
const WAYS = ['password', 'passkey', 'code'] as const;

const Ways = z
  .string()
  .transform((list) => list.split(',').map((way) => way.trim()))
  .pipe(z.array(z.enum(WAYS, 'must name some of password, passkey and code, with commas between')))
  .refine((ways) => ways.includes('password') || ways.includes('code'), {
    error:
      'must have password or code among them: a passkey needs a script, and is lost with its device',
  });

const Settings = z.object({
  NODE_ENV: z.string().optional(),
  PORT: whole(3000, 1, 65_535, 'a port'),
  LISTEN: z
    .string()
    .refine((address) => address === 'localhost' || isIP(address) !== 0, {
      error: 'must be localhost or an IP address of this machine; 0.0.0.0 in a container',
    })
    .default('localhost'),
  APP_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be an http(s) address, e.g. https://app.example.org',
    })
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(
      /^(file:.+|:memory:|postgres(ql)?:.*)$/,
      'must be file: and a path, e.g. file:data/gatehouse.db, or postgres://user:password@host/database',
    )
    .superRefine((url, context) => {
      const message = isPostgresUrl(url) && problemWithPostgresUrl(url);
      if (message) context.addIssue({ code: 'custom', message });
    })
    .default('file:data/gatehouse.db'),
  SESSION_SECRET: Secrets.optional(),
  ...siteSettings,
  REDIS_URL: z
    .string()
    .superRefine((url, context) => {
      const message = problemWithRedisUrl(url);
      if (message) context.addIssue({ code: 'custom', message });
    })
    .optional(),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: 'must look like smtp://user:password@mail.example.org:587',
    })
    .superRefine((url, context) => {
      const message = URL.canParse(url) && problemWithSmtpUrl(url);
      if (message) context.addIssue({ code: 'custom', message });
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/,
      'must be an address, e.g. "Acme <no-reply@example.org>"',
    )
    .optional(),
  KEEP_ALIVE_SECONDS: whole(5, 1, 600, 'seconds'),
  TRUSTED_PROXY_HOPS: whole(0, 0, 16, 'proxies in front of this server'),
  WORKERS: whole(1, 1, 64, 'processes on one port'),
  DRAIN_SECONDS: whole(0, 0, 300, 'seconds'),
  SIGN_IN_WITH: Ways.default([...WAYS]),
  PROVIDERS: Providers.optional(),
  CLIENT_DOCUMENT_HOSTS: Hosts.optional(),
  SECOND_FACTOR: z
    .enum(['optional', 'staff', 'everyone'], 'must be optional, staff or everyone')
    .default('staff'),
  PASSWORD_MIN_LENGTH: whole(15, 8, 128, 'characters'),
  PASSWORD_WORDS: z.string().max(4000, 'must have at most 4000 characters').optional(),
  BREACH_LIST: z
    .string()
    .refine(canRead, 'must be a file that can be read, e.g. data/leaked.txt')
    .optional(),
  ARGON2_MEMORY_KIB: whole(47_104, 19_456, 4_194_304, 'KiB'),
  ARGON2_TIME: whole(2, 2, 64, 'passes'),
  RECOVERY_WAIT_HOURS: whole(72, 1, 720, 'hours'),
  STORAGE_QUOTA_MB: whole(20, 1, 1_000_000, 'megabytes for each account'),
  AUDIT_RETENTION_DAYS: whole(400, 30, 36_500, 'days'),
  AUDIT_STREAM: z.literal('stdout', 'must be stdout, or not set').optional(),
  EXAMPLES: z.enum(['on', 'off'], 'must be on or off').optional(),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  WITNESS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: z
    .string()
    .refine((key) => [16, 24, 32].includes(Buffer.from(key, 'base64').length), {
      error: 'must be 16, 24 or 32 bytes in base64, e.g. from: openssl rand -base64 32',
    })
    .optional(),
  LOG_LEVEL: z
    .enum(
      ['debug', 'info', 'warn', 'error', 'silent'],
      'must be debug, info, warn, error or silent',
    )
    .default('info'),
});

/** The settings the server runs with. Lengths are in characters, memory in KiB. */
export type Env = ReturnType<typeof settle>;

/**
 * Checks every setting and names all problems at once, each with its fix. Makes nothing: a missing
 * SESSION_SECRET is looked for in the data folder, and made there only by `env()`.
 */
export function checkSettings(
  source: NodeJS.ProcessEnv,
): { ok: true; settings: z.infer<typeof Settings> } | { ok: false; problems: SettingsProblem[] } {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const parsed = Settings.safeParse(given);
  const between = problemsBetween(given);
  if (parsed.success && between.length === 0) return { ok: true, settings: parsed.data };
  const single = (parsed.error?.issues ?? []).map((issue) => ({
    name: issue.path.join('.') || 'environment',
    message: issue.message,
  }));
  return { ok: false, problems: [...single, ...between] };
}

/**
 * Every environment variable the server reads; no other file touches `process.env`. Checked on first use,
 * so that a build needs no secrets. Throws SettingsError, with one line per problem, when something is wrong.
 */
export function env(): Env {
  return singleton('env', () => {
    const checked = checkSettings(process.env);
    if (checked.ok) return settle(checked.settings);
    const lines = checked.problems.map(({ name, message }) => `  ${name} ${message}`);
    throw new SettingsError(['Some settings are wrong or missing:', ...lines].join('\n'));
  });
}

function settle(settings: z.infer<typeof Settings>) {
  const url = new URL(settings.APP_URL ?? `http://localhost:${settings.PORT}`);
  const isHttps = url.protocol === 'https:';
  const host = normalHost(url.host, isHttps) ?? url.host;
  return {
    ...settings,
    APP_URL: `${url.protocol}//${host}`,
    host,
    isLoopback: isLoopback(url),
    isHttps,
    /** Whether what only shows how something is done is there. */
    hasExamples: settings.EXAMPLES === undefined ? isLoopback(url) : settings.EXAMPLES === 'on',
    isProduction: settings.NODE_ENV === 'production',
    secrets: settings.SESSION_SECRET ?? [keptSecret(settings.DATABASE_URL)],
  };
}
