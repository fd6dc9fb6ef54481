export const mails = {
  signUpCodeSubject: 'Your code for {name}',
  signUpCodeSays: 'Someone asked to create an account at {site} with this address.',
  signUpCodeOtherwise:
    'If this was not you, do nothing: without the code no account is made. Do not give the code to anybody.',
  accountExistsSubject: 'You already have an account',
  accountExistsSays:
    'Someone asked to create an account at {site} with this address. There is one already, so nothing was changed.',
  accountExistsSays2: 'If it was you, open {url}/sign-in and sign in.',
  accountExistsOtherwise:
    'If this was not you, there is nothing you have to do: nobody got in, and nobody was told that you have an account.',
  resetCodeSubject: 'Your code for a new password',
  resetCodeSays: 'Someone asked to set a new password for your account at {site}.',
  resetCodeOtherwise:
    'If this was not you, do nothing: without the code your password stays as it is. Do not give the code to anybody.',
  signInCodeSubject: 'Your code to sign in',
  signInCodeSays: 'Someone asked to sign in to your account at {site} with a code.',
  signInCodeOtherwise:
    'If this was not you, do nothing: without the code nobody gets in. Do not give the code to anybody, and do not type it into a page that you did not open yourself.',
  noAccountToSignIn:
    'Someone asked to sign in at {site} with a code, but there is no account with this address.',
  noAccountToRecover:
    'Someone asked to recover an account at {site}, but there is no account with this address.',
  noAccountSubject: 'There is no account with this address',
  noAccountSays:
    'Someone asked to set a new password at {site}, but there is no account with this address.',
  noAccountSays2: 'If it was you and you have an account, it has another address.',
  noAccountOtherwise: 'If this was not you, there is nothing you have to do.',
  passwordChangedSubject: 'Your password was changed',
  passwordChangedSays: 'The password of your account at {site} was changed.',
  passwordChangedOtherwise:
    'If this was not you, open {url}/forgot-password at once and set a new one: that signs everybody else out.',
  changeEmailCodeSubject: 'Your code for a new address',
  changeEmailCodeSays: 'Someone asked to use this address for an account at {site}.',
  changeEmailCodeOtherwise:
    'If this was not you, do nothing: without the code the address is not used. Do not give the code to anybody.',
  addressTakenSubject: 'Someone asked to use your address',
  addressTakenSays:
    'Someone asked to use this address for another account at {site}. You have an account with it already, so nothing was changed.',
  addressTakenOtherwise:
    'If this was not you, there is nothing you have to do: nobody was told that you have an account.',
  emailChangedSubject: 'Your account has another address now',
  emailChangedSays:
    'The address of your account at {site} was changed, so this mailbox no longer belongs to it.',
  emailChangedOtherwise:
    'If this was not you, somebody else is signed in to your account: write to the operator of {site} at once and keep this mail.',
  newBrowserSubject: 'Someone signed in from a new browser',
  newBrowserSays:
    'Your account at {site} was signed in to from a browser it was not used in before.',
  newBrowserOtherwise:
    'If this was not you, open {url}/settings/activity, say so there, and change your password.',
  accountDeletedSubject: 'Your account was deleted',
  accountDeletedSays: 'Your account at {site} was deleted, with everything in it.',
  accountDeletedSays2:
    'Your account at {site} was deleted by an administrator, with everything in it.',
  accountDeletedOtherwise: 'If this was not you, write to the operator of {site}.',
  roleChangedSubject: 'Your role was changed',
  roleChangedSays: 'Your account at {site} has another role now: {role}.',
  roleChangedSays2: 'You no longer see the accounts of others.',
  roleChangedSays3:
    'You find the accounts of others at {url}/admin/users. Your sessions end sooner from now on, and you are asked for your password more often.',
  confirmCodeSubject: 'Your code to confirm it’s you',
  confirmCodeSays: 'You are asked at {site} to prove once more that it is you.',
  confirmCodeOtherwise:
    'If this was not you, tell nobody the code, sign in and look at your devices.',
  resetAskedSubject: 'Please set a new password',
  resetAskedSays:
    'The operator of {site} asks you to set a new password for your account. You have been signed out everywhere.',
  resetAskedSays2:
    'Open {url}/forgot-password and follow what it says. Nobody else can set it for you.',
  invitationSubject: 'You have an account at {site}',
  invitationSays:
    'The operator of {site} has made an account for you. Nobody has set a password for it.',
  invitationByCode:
    'Open {url}/sign-in/code and type this address: a code comes by mail, and signs you in.',
  invitationByPassword:
    'Open {url}/forgot-password and type this address: a code comes by mail, and you set your password.',
  invitationOtherwise:
    'If you do not want it, ignore this mail or write to the operator of {site}.',
  clientLetInSubject: 'You let a program in',
  clientLetInSays:
    '{client} may use your account at {site} from now on. You can end this at any time at {url}{path}.',
  clientLetInOtherwise: 'If this was not you, end it there at once and change your password.',
  tokenReusedSubject: 'A program was signed out to be safe',
  tokenReusedSays:
    'A token of {client} for your account at {site} was used a second time. That happens when somebody has copied it, so {client} was signed out.',
  tokenReusedSays2:
    'To go on, sign in with it again. If it happens again, look for who else can read the files of that device.',
  tokenReusedOtherwise: 'What it was used for lately is at {url}/settings/activity.',
  sharedSubject: '{one} was shared with you',
  sharedSays: 'Someone shared {one} with this address at {site}.',
  sharedSays2:
    'To see it, open {url} and sign in with this address, or create an account with it. You can leave the {thing} there too.',
  sharedOtherwise: 'If you do not know who that is, there is nothing you have to do.',
  /** Of every mail with a code. */
  useCode:
    'If it was you, type this code into the page that asked for it. It works once, for {minutes} minutes, and only in the browser that asked.',
  /** Of every mail about what staff or the operator did. */
  askOperator: 'If you wonder why, ask the operator of {site}.',
  program: 'Program',
  sharedBy: 'Shared by',
  when: 'When',
  from: 'From',
  with: 'With',
  sentBy: 'Sent by {name}, {site}',
} as const;
