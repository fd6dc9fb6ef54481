import { expect, test } from 'vitest';
import { noteResource } from '#lib/product/notes/resource';
import { addressOf, bodyLimit } from '#lib/server/http/addresses';

test.each([
  ['', 384],
  ['/new', 384],
  ['/x/sharing?done=shared', 384],
  ['andmore', 64],
])('a body sent to the pages of notes, %j, may be %i KB', (more, kilobytes) =>
  expect(bodyLimit(addressOf(`/${noteResource.plural}${more}`))).toBe(kilobytes * 1024),
);

test.each([
  ['', 256],
  ['/x/access', 256],
  ['?after=x', 256],
])('a body sent to the API of notes, %j, may be %i KB', (more, kilobytes) =>
  expect(bodyLimit(addressOf(`/api/v1/${noteResource.plural}${more}`))).toBe(kilobytes * 1024),
);
