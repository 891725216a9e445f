// Help with wording from a program on this computer.

export const drafting = {
  'help.title': 'Help with wording',
  'help.text':
    'If you run a language model on this computer, it can put parts of a letter into other words. It is off unless you turn it on here.',
  'help.how':
    'You see what is sent before it is sent. It goes to this computer only. What comes back may bring in no name, number, day or source. You compare it and decide.',
  'help.state': 'Help with wording',
  'help.stateOn': 'On. Nothing is sent before you say so.',
  'help.stateOff': 'Off. No program is asked.',
  'help.on': 'Turn it on',
  'help.off': 'Turn it off',
  'help.address': 'Address of the program',
  'help.addressHint': 'It looks like http://127.0.0.1:11434/v1. Addresses of other computers are not taken.',
  'help.model': 'Model',
  'help.models': 'Ask for its models',
  'help.modelsNone': 'The program has no model yet. Its own help tells how to get one.',
  'suggest.ask': 'Other words',
  'suggest.askFor': 'Other words for “{heading}”',
  'suggest.title': 'Other words for “{heading}”',
  'suggest.goes':
    'This is all that goes out. It goes to {to}, a program on this computer, for its model {model}.',
  'suggest.marks': 'Marks like [[1]] stand for the pages that prove a sentence. They come back as they are.',
  'suggest.whole': 'See the whole message as it is sent',
  'suggest.send': 'Send this',
  'suggest.waiting': 'Waiting for the program',
  'suggest.waitingLong': 'A model can take minutes. You can go on with your letter and try again later.',
  'suggest.stop': 'Do not wait',
  'suggest.compare': 'New words are underlined, old ones are struck out. Take what is true and better.',
  'suggest.refused': 'We do not use this one.',
  'suggest.same': 'It would leave this part as it is.',
  'suggest.taken': 'Taken. It stands in your letter.',
  'suggest.left': 'Your own words stay.',
  'suggest.helped': 'Worded with help from a program. Read it once more.',
} as const;
