import 'server-only';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { randomSecret } from '#lib/crypto/tokens';
import { checkSettings } from '#lib/env';
import { isLoopback } from '#lib/env/between';
import { isPostgresUrl } from '#lib/env/postgres-url';
import { databaseFile } from '#lib/env/root-secret';
import { checkBrand } from '#lib/operator/doctor/brand';
import { checkBreachList } from '#lib/operator/doctor/breach-list';
import { checkBuild } from '#lib/operator/doctor/build';
import { checkDatabase } from '#lib/operator/doctor/database';
import { bad, type Finding, good } from '#lib/operator/doctor/finding';
import { checkIssued } from '#lib/operator/doctor/issued';
import { checkDisk, checkPort, checkTime } from '#lib/operator/doctor/machine';
import { checkMail } from '#lib/operator/doctor/mail';
import { checkProviders } from '#lib/operator/doctor/providers';
import { checkRedis } from '#lib/operator/doctor/redis';
import { checkRuntime } from '#lib/operator/doctor/runtime';
import { checkSecret } from '#lib/operator/doctor/secret';
import { checkServer } from '#lib/operator/doctor/server';
import { checkListen, checkSite } from '#lib/operator/doctor/site';
import { providerOf } from '#lib/providers/stored';
import { ownAddress } from '#lib/server/http/listen';

/**
 * Looks at everything the server depends on and says what it found. Only looks: makes no file, folder,
 * table or secret, sends no mail, changes nothing. No finding holds a secret.
 */
export async function examine(source: NodeJS.ProcessEnv): Promise<Finding[]> {
  const checked = checkSettings(source);
  if (!checked.ok) {
    const wrong = checked.problems.map(({ name, message }) =>
      bad('settings', `${name} ${message}.`, `Set ${name} so that the server can start.`),
    );
    // What does not depend on them is still worth knowing.
    const { DATABASE_URL } = source;
    const rest = checkSettings({ ...NOTHING, DATABASE_URL, SESSION_SECRET: randomSecret() });
    const stored = rest.ok ? await checkStored(rest.settings, []) : [];
    return [...checkRuntime(), ...wrong, ...stored, ...checkTime()];
  }
  const { settings } = checked;
  const { PROVIDERS: given = [] } = settings;
  const file = databaseFile(settings.DATABASE_URL);
  return [
    ...checkRuntime(),
    good('settings', 'All settings are valid.'),
    ...checkBrand({ ...settings, isPublic: isPublic(settings.APP_URL) }),
    ...checkBuild('.next'),
    ...(await checkStored(settings, settings.SESSION_SECRET ?? [])),
    ...checkSecret(
      settings.SESSION_SECRET,
      settings.DATABASE_URL,
      file !== null && existsSync(file),
    ),
    ...checkIssued(file, settings.SESSION_SECRET, settings.DATABASE_URL),
    ...checkSite(settings.APP_URL, settings.PORT, settings.TRUSTED_PROXY_HOPS),
    checkListen({
      listen: settings.LISTEN,
      appUrl: settings.APP_URL,
      port: settings.PORT,
      hops: settings.TRUSTED_PROXY_HOPS,
    }),
    ...(await checkProviders(given.map(providerOf), settings.APP_URL ?? 'http://localhost')),
    ...(await checkBreachList(settings.BREACH_LIST)),
    ...(await checkMail(settings.SMTP_URL)),
    ...(await checkRedis(settings.REDIS_URL)),
    ...checkDisk(existing(dirname(file ?? '.'))),
    ...checkTime(),
    ...(await checkPort(ownAddress(settings.LISTEN, settings.PORT), settings.PORT)),
  ];
}

const isPublic = (appUrl: string | undefined) =>
  appUrl !== undefined && !isLoopback(new URL(appUrl));

type Stored = Pick<Settings, 'DATABASE_URL' | 'SECOND_FACTOR' | 'APP_URL' | 'PROVIDERS'>;
type Settings = Extract<ReturnType<typeof checkSettings>, { ok: true }>['settings'];

function checkStored(
  { DATABASE_URL: url, SECOND_FACTOR: rule, APP_URL, PROVIDERS: given = [] }: Stored,
  secrets: string[],
) {
  const site = { rule, appUrl: APP_URL ?? 'http://localhost', given };
  return isPostgresUrl(url)
    ? checkServer(url, secrets, site)
    : checkDatabase(databaseFile(url), site);
}

const NOTHING = { NODE_ENV: 'production' } as const;

const existing = (folder: string): string =>
  existsSync(folder) ? folder : existing(dirname(folder));
