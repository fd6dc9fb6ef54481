import 'server-only';
import type { Adapter } from '#lib/admin/moving/adapters/adapter';
import { authJs } from '#lib/admin/moving/adapters/auth-js';
import { auth0 } from '#lib/admin/moving/adapters/auth0';
import { betterAuth } from '#lib/admin/moving/adapters/better-auth';
import { clerk } from '#lib/admin/moving/adapters/clerk';
import { cognito } from '#lib/admin/moving/adapters/cognito';
import { devise } from '#lib/admin/moving/adapters/devise';
import { django } from '#lib/admin/moving/adapters/django';
import { firebaseExport } from '#lib/admin/moving/adapters/firebase';
import { keycloak } from '#lib/admin/moving/adapters/keycloak';
import { supabase } from '#lib/admin/moving/adapters/supabase';
import { wordpress } from '#lib/admin/moving/adapters/wordpress';

/** The systems that people come from: each has a file here, a recorded sample and a guide in docs/moving. */
export const ADAPTERS: readonly Adapter[] = [
  authJs,
  betterAuth,
  supabase,
  firebaseExport,
  auth0,
  clerk,
  cognito,
  devise,
  django,
  keycloak,
  wordpress,
];

export const adapterNamed = (name: string): Adapter | undefined =>
  ADAPTERS.find((adapter) => adapter.name === name);
