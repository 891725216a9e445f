// Words of what a record said before.

export const before = {
  'before.title': 'What it said before',
  'before.then': 'then',
  'before.bring': 'Bring this back',
  'before.bringOf': 'Bring back what it said: {held}',
  'before.more': 'What was changed after it goes too. You can undo that.',
  'before.now': 'This is what it says now.',
  'before.unsaved': 'Save what you typed first. Then you can bring one back.',
} as const;
