import { defineCommand } from 'citty';
import { resourceCommand } from '#lib/operator/new/resource';

export const adding = defineCommand({
  meta: { name: 'new', description: 'What a product is made of' },
  subCommands: { resource: resourceCommand },
});
