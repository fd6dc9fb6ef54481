import { SettingsError } from '#lib/env/settings-error';
import { POLICY } from '#lib/product/policy';
import { policyFaults } from '#lib/product/policy-additions';
import { routeFaults } from '#lib/product/route-faults';
import { ROUTES } from '#lib/product/routes';

/** Throws what keeps the server from starting: a sentence for each declaration of the product that is wrong, with its file. */
export function expectDeclarations(routes = ROUTES, policy = POLICY) {
  const faults = [
    ...routeFaults(routes).map((fault) => `lib/product/routes.ts: ${fault}`),
    ...policyFaults(policy).map((fault) => `lib/product/policy.ts: ${fault}`),
  ];
  if (faults.length > 0) throw new SettingsError(faults.join('\n'));
}
