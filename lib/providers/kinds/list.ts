import 'server-only';
import type { KindName } from '#lib/env/providers';
import { apple } from '#lib/providers/kinds/apple';
import { github } from '#lib/providers/kinds/github';
import { google } from '#lib/providers/kinds/google';
import type { ProviderKind } from '#lib/providers/kinds/kind';
import { microsoft } from '#lib/providers/kinds/microsoft';
import { discord, facebook, x } from '#lib/providers/kinds/oauth-only';
import { gitlab, linkedin, oidc } from '#lib/providers/kinds/oidc';

/** The kinds of provider that we know how to ask. */
export const KINDS: Record<KindName, ProviderKind> = {
  google,
  github,
  microsoft,
  apple,
  gitlab,
  facebook,
  linkedin,
  discord,
  x,
  oidc,
};
