// How the standing of a claim looks. The words come from the program; color only repeats them.

import type { ClaimStanding, PaperChoiceView } from '../../ipc/bindings';
import { say, type Key } from '../../messages/say';

const tones: Record<ClaimStanding, string> = {
  draft: '',
  sent: 'accent',
  late: 'soon',
  denied: 'soon',
  'partly-paid': 'soon',
  paid: 'good',
  approved: 'good',
  closed: '',
};

/** The look of its tag. */
export const tone = (standing: ClaimStanding) => tones[standing];

const ways = ['portal', 'fax', 'certified-mail', 'mail', 'email', 'by-hand', 'clinic'] as const;

/** The ways something can go out, to choose from. */
export const wayChoices = () => ways.map((way) => ({ value: way, say: say(`claims.way.${way}`) }));

/** A way in words. */
export function wayWords(way: string): string {
  const known = ways.find((one) => one === way);
  return known ? say(`claims.way.${known}`) : way;
}

/** Filed papers to choose from, those of a likely kind first; none of them is a choice too. */
export function paperChoices(papers: readonly PaperChoiceView[], likely: readonly string[]) {
  const first = papers.filter((paper) => likely.includes(paper.kind));
  const rest = papers.filter((paper) => !likely.includes(paper.kind));
  return [
    { value: '', say: say('claims.noPaper' satisfies Key) },
    ...[...first, ...rest].map((paper) => ({ value: paper.document, say: paper.title })),
  ];
}

/** Fields of what the plan says of claims: they are mended in a form of their own. */
const ofTerms = ['covered-from', 'filing-count', 'asks-first'];

/** True for a check that is mended there. */
export function isOfTerms(field: string | null | undefined): field is string {
  return field != null && ofTerms.includes(field);
}
