import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { record } from '#lib/audit/record';
import type { AuditType } from '#lib/audit/types';
import { sealLog } from '#lib/db/seal';
import { transaction } from '#lib/db/transaction';
import { deliverWebhooks } from '#lib/webhooks/deliver';
import { addWebhook } from '#lib/webhooks/stored';

export type Told = { headers: IncomingHttpHeaders; body: string };

/** A receiver on this machine. */
export async function openReceiver(
  answer: (response: ServerResponse, nth: number) => unknown = (r) => r.writeHead(204).end(),
) {
  const told: Told[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    told.push({ headers: request.headers, body });
    answer(response, told.length);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    told,
    server,
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}/hook`,
  };
}

export async function addHook(url: string, events = '') {
  const added = await addWebhook(url, events);
  if (!added.ok) throw new Error(added.reason);
  return added.value;
}

export async function happen(...types: AuditType[]) {
  for (const type of types) await transaction(record({ type, userId: null, actor: 'system' }));
  await sealLog();
}

export async function deliverAll() {
  while ((await deliverWebhooks()) > 0);
}

export const typesOf = (told: Told[]) => told.map(({ body }) => JSON.parse(body).type);
