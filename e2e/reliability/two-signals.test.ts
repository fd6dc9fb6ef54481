import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { startServer } from '#e2e/support/server';

test('being told twice to stop still finishes what is under way', async () => {
  const server = await startServer();
  try {
    const sending = request(`${server.url}/oauth/token`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': 5,
        Origin: server.url,
        Expect: '100-continue',
      },
    });
    const isUnderWay = once(sending, 'continue');
    sending.flushHeaders();
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
    await isUnderWay;
    process.kill(server.pid(), 'SIGTERM');
    await sleep(300);
    process.kill(server.pid(), 'SIGTERM');
    await sleep(300);
    sending.end('a=b&c');
    const [answer] = await answered;
    expect(answer.statusCode).toBeLessThan(500);
    answer.resume();
  } finally {
    await server.remove();
  }
});
