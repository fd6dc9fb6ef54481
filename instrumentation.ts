declare global {
  namespace NodeJS {
    interface ProcessEnv {
      readonly NEXT_RUNTIME?: 'nodejs' | 'edge';
    }
  }
}

/** Runs for each error that ends a page, action or endpoint. */
export async function onRequestError(error: unknown) {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { reportError } = await import('#lib/server/report');
    reportError(error);
  }
}

/** Runs once in the server process, before the first request. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { start } = await import('#lib/server/start');
    await start();
  }
}
