export const confirmForm = {
  title: 'Bestätigen Sie, dass Sie es sind',
  submit: 'Bestätigen',
  submitting: 'Wird bestätigt …',
  intro:
    'Sie sind als {username} angemeldet. Zeigen Sie bitte noch einmal, dass Sie es sind, um fortzufahren. Danach fragen wir {minutes} Minuten lang nicht mehr.',
} as const;

/** For a person without a password. */
export const confirmCode = {
  label: 'Sechsstelliger Code aus Ihrer E-Mail',
  hint: 'Fordern Sie ihn auf der Seite „Bestätigen Sie, dass Sie es sind“ an.',
  submit: 'Code per E-Mail senden',
} as const;
