// The words of where a thing stands, and of how much it is needed.

import type { ChecklistRowView } from '../../ipc/bindings';
import type { Key } from '../../messages/say';

const states: Record<ChecklistRowView['state'], Key> = {
  'to-do': 'list.todo',
  asked: 'list.asked',
  have: 'list.have',
};

const needs: Record<string, Key> = {
  must: 'list.need.must',
  should: 'list.need.should',
  helps: 'list.need.helps',
  own: 'list.need.own',
};

export const stateWords = (row: ChecklistRowView): Key => states[row.state];
export const needWords = (row: ChecklistRowView): Key => needs[row.need] ?? 'list.need.helps';
