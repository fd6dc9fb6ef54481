import { defineCommand } from 'citty';
import { removeCommand } from '#lib/operator/example/remove';

export const exampleGroup = defineCommand({
  meta: { name: 'example', description: 'The example that a new product begins with' },
  subCommands: { remove: removeCommand },
});
