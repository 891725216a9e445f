// Words of the insurer's own form: that one is there, and the place where it is checked and filled in.

export const forms = {
  'form.came': 'The insurer sent a form with this letter. We filled in what we know. Check it.',
  'form.found': 'There is a form among your papers. We can fill in what we know.',
  'form.along': 'Your filled form goes along, before the letter.',
  'form.filled': 'You filled in this form. It does not go along.',
  'form.check': 'Check the form',
  'form.change': 'Change it',
  'form.out': 'Take it out',
  'form.in': 'Send it along',
  'form.title': 'Fill in the form',
  'form.back': 'Packet',
  'form.save': 'Fill in and send along',
  'form.saveAlone': 'Fill in and file',
  'form.lead':
    'Each value is from your papers, or typed by you. Check each one. Nothing is filed before you say so.',
  'form.counts':
    '{filled, plural, =0 {Nothing is filled in} one {# box is filled in} other {# boxes are filled in}}. {unsure, plural, =0 {} one {# to look at twice.} other {# to look at twice.}}',
  'form.boxes': 'Boxes of the form',
  'form.page': 'Page {page} of the form',
  'form.noPicture': 'This page can’t be shown here. Its boxes are listed beside.',
  'form.notSure': 'Not sure',
  'form.see': 'See page {page}',
  'form.none': 'Leave it open',
  'form.penTitle': 'Left for your pen',
  'form.penLead': 'Fill these in on the printed page.',
  'form.leftOpen': 'Nothing in your papers answers this box.',
  'form.final': 'The letter is final. Its packet stays as it is until you open the letter again.',
} as const;
