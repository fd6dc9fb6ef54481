import 'server-only';
import { existsSync } from 'node:fs';
import { lookAtPostgres } from '#lib/db/postgres/look';
import type { checkSettings } from '#lib/env';
import { isLoopback } from '#lib/env/between';
import { isPostgresUrl } from '#lib/env/postgres-url';
import { databaseFile } from '#lib/env/root-secret';
import { askAt, type Heard, type ProbeRequest, Unreached } from '#lib/operator/asvs/ask';
import { openWithoutTrace } from '#lib/operator/doctor/database';
import { ownAddress } from '#lib/server/http/listen';

export type Settings = Extract<ReturnType<typeof checkSettings>, { ok: true }>['settings'];

/** The installation that probes look at. Nothing of it is changed. */
export type Installation = {
  settings: Settings;
  /** The address people use. */
  url: URL;
  /** Where the server itself listens, as this machine reaches it. */
  own: URL;
  /** The same name without TLS. */
  plain: URL;
  /** Others than this machine come to it. */
  isPublic: boolean;
  /** Asks at the address people use; where that is not reached, at the port itself in its name. */
  ask(path: string, asked?: ProbeRequest): Promise<Heard>;
  /** Rows of the database, or null where there is none yet. */
  rows<Row>(sql: string): Promise<Row[] | null>;
};

/** The installation of these settings, which are right. */
export function installationOf(settings: Settings): Installation {
  const url = new URL(settings.APP_URL ?? `http://localhost:${settings.PORT}`);
  const own = new URL(ownAddress(settings.LISTEN, settings.PORT));
  return {
    settings,
    url,
    own,
    plain: new URL(`http://${url.hostname}`),
    isPublic: !isLoopback(url),
    ask: async (path, asked = {}) => {
      try {
        return await askAt(url, path, asked);
      } catch (error) {
        if (!(error instanceof Unreached) || url.protocol === 'http:') throw error;
        return await askAt(own, path, { ...asked, host: url.host });
      }
    },
    rows: (sql) => rowsOf(settings.DATABASE_URL, sql),
  };
}

async function rowsOf<Row>(databaseUrl: string, sql: string): Promise<Row[] | null> {
  if (isPostgresUrl(databaseUrl))
    return await lookAtPostgres(databaseUrl, (look) => look.rows<Row>(sql));
  const file = databaseFile(databaseUrl);
  if (!file || !existsSync(file)) return null;
  const sqlite = openWithoutTrace(file);
  try {
    return sqlite.prepare(sql).all() as Row[];
  } finally {
    sqlite.close();
  }
}
