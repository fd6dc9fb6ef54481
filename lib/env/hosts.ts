import { z } from 'zod';

const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/;

/** A list of hosts, as they stand in addresses; none when it is not set. */
export const Hosts = z
  .string()
  .transform((list) => list.split(',').map((host) => host.trim().toLowerCase()))
  .refine((hosts) => hosts.every((host) => HOST.test(host)), {
    error: 'must name hosts with commas between, e.g. claude.ai,vscode.dev',
  });
