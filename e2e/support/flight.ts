import type { Field } from './multipart.ts';

/** Bodies in the manner of the Flight holes of 2025 and 2026; each would at most set a harmless canary. */
export const FLIGHT: Field[][] = [
  [['0', '["$1:__proto__:then"]'], ['1', '{}']],
  [['0', '["$1:constructor:constructor"]'], ['1', '{}']],
  [['0', '{"then":"$1:__proto__:then","status":"resolved_model","reason":-1,"value":"{\\"then\\":\\"$B1337\\"}","_response":{"_prefix":"globalThis.canary=1;","_formData":{"get":"$1:constructor:constructor"}}}'], ['1', '"$@0"']],
  [['0', '["$F1"]'], ['1', '{"id":"child_process#execSync","bound":null}']],
  [['0', '["$F1"]'], ['1', '{"id":"__proto__","bound":"$@1"}']],
  [['0', '["$@1"]'], ['1', '"$@2"'], ['2', '"$@1"']],
  [['0', '["$1"]'], ['1', '["$1"]']],
  [['0', '["$@0"]']],
  [['0', '["$F1"]'], ['1', '{"id":"x","bound":"$@1"}']],
  [['0', '["$Q1"]'], ['1', '[["a","$Q1"]]']],
  [['0', '["$i1"]'], ['1', '"$i1"']],
  [['0', '["$R1"]'], ['1', 'C']],
  [['0', '["$1:length"]'], ['1', '"x"']],
  [['0', '["$1:a:b:c:d"]'], ['1', '{"a":null}']],
  [['$ACTION_REF_1', ''], ['$ACTION_1:0', '{"id":"__proto__","bound":"$@1"}'], ['$ACTION_1:1', '[]']],
  [['$ACTION_REF_1', ''], ['$ACTION_1:0', '{"id":"x","bound":"$@0"}']],
  [['$ACTION_REF_1', '']],
  [['$ACTION_ID_constructor', '']],
  [['$ACTION_ID___proto__', '']],
  [['$ACTION_ID_', '']],
  [['$ACTION_KEY', 'x']],
  Array.from({ length: 600 }, (_, index): Field => [String(index), `"$@${index + 1}"`]),
]; // biome-ignore format: one list
