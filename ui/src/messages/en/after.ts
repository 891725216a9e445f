// Words of what comes after a decision, and of the case told without names.

export const after = {
  'after.title': 'After a decision',
  'after.see': 'See what is still open',
  'after.jump': 'What is still open',
  'after.checks': 'Check on the next bill',
  'after.left': 'What they still refuse',
  'after.doors': 'Still open',
  'after.watch': 'Watch for',
  'after.optional': 'You may leave this out.',
  'after.unchecked': 'We have not checked this ourselves.',
  'after.more': 'What to know, and whom to ask',
  'after.why': 'Why this date',
  'after.act.write': 'Write the letter',
  'after.act.go-on': 'Go on with the letter',
  'after.act.claims': 'Go to claims and requests',
  'after.act.plan': 'Go to your plan',

  // the case told without names
  'share.open': 'Share without names',
  'share.title': 'Your case, told without names',
  'share.text': 'For other patients. It holds no names, no numbers and no dates. Read it first.',
  'share.insurer': 'Name the insurer',
  'share.state': 'Name the state',
  'share.read': 'This is all that is saved',
  'share.form': 'How it is saved',
  'share.asText': 'As text',
  'share.asPdf': 'As a PDF',
  'share.pageAlt': 'Page {page} of {pages}. Its words are those of the text.',
  'share.save': 'Save a copy',
  'share.close': 'Close',
} as const;
