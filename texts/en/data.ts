export const data = {
  title: 'Your data',
  download: 'Download your data',
  intro:
    'One JSON file with everything that is held about you: your account, your sessions, what happened to it, which mails were sent to you, your {things} and whom you share them with, and what others share with you.',
  submit: 'Download my data',
  submitting: 'Making the file…',
  used: 'Your {things} take up {used} MB of the {quota} MB there is room for.',
  usedLittle: 'Your {things} take up less than {used} MB of the {quota} MB there is room for.',
} as const;

export const deleteAccountForm = {
  page: 'Your data',
  title: 'Delete your account',
  submit: 'Delete my account',
  submitting: 'Deleting…',
  atOnce:
    'This permanently deletes your account, your sessions everywhere, codes and mails that wait for you, and every {thing} you own, for everybody you share it with. Transfer {things} you want to keep first. What others share with you is taken from you, not from them. You get a last mail that says so. The address can be used again, for a new and empty account.',
  kept: 'Kept is the log of what happened (time, network address, browser), because it protects everybody else here. It names you only by a number that then belongs to nobody.',
  email: 'Type {email} to be sure',
} as const;
