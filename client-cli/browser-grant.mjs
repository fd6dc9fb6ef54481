import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mjs';
import { awaitAnswer } from './loopback.mjs';
import { challengeOf, newSecret } from './pkce.mjs';
import { askForTokens, CLIENT_ID, SCOPE, tokensFrom } from './tokens.mjs';

const PATIENCE_MS = 600_000;

/** Signs in through the browser of this machine: a code with PKCE, brought to a port that only waits for it. */
export async function byBrowser(server, { say, open = openBrowser }) {
  const state = newSecret();
  const verifier = newSecret();
  const waiting = await awaitAnswer({ issuer: server.issuer, state });
  const { redirectUri: redirect_uri } = waiting;
  const address = `${server.authorization_endpoint}?${new URLSearchParams({
    response_type: 'code',
    client_id: CLIENT_ID,
    redirect_uri,
    scope: SCOPE,
    state,
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
  })}`;
  say(
    `Open this address in a browser on this machine, if it does not open by itself:\n\n${address}\n`,
  );
  open(address);
  try {
    const code = await Promise.race([waiting.answer, tooLate()]);
    const form = { grant_type: 'authorization_code', code, redirect_uri, code_verifier: verifier };
    return tokensFrom(await askForTokens(server, form));
  } finally {
    waiting.close();
  }
}

async function tooLate() {
  await sleep(PATIENCE_MS, null, { ref: false });
  throw new Failure('Nobody answered within ten minutes. Begin again.');
}

const OPENERS = {
  linux: ['xdg-open'],
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Opens an address in the browser of the person, if there is a screen; says nothing when there is none. */
function openBrowser(address, { platform = process.platform, env = process.env } = {}) {
  const [program, ...words] = OPENERS[platform] ?? [];
  const hasScreen = platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY;
  if (!program || !hasScreen) return;
  const child = spawn(program, [...words, address], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
