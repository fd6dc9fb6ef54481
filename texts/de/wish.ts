/** What a program asks to be let in for. */
export const wish = {
  title: 'Das Programm darf dann',
  servedBy: 'Es verwendet das unter {address}; diese Adresse gehört nicht zu dieser Website.',
  byItself: 'Es tut das von selbst, auch wenn Sie nicht da sind, und fragt nicht noch einmal.',
  asksAgain: 'Bei der nächsten Anmeldung dort werden Sie wieder gefragt.',
  remembered:
    'Nach demselben werden Sie nicht noch einmal gefragt, außer die Website verlangt es. Sie können es jederzeit unter „Sitzungen“ zurücknehmen.',
  lastsDays:
    'Es bleibt bis zu {most} Tage lang angemeldet, ohne Verwendung bis zu {idle} Tage lang.',
  allow: 'Erlauben',
  deny: 'Ablehnen',
} as const;
