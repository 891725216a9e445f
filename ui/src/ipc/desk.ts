// The one door to the program: every call of the window goes through here. An answer is given as it is; an error
// comes as a `Trouble`, which screens show with its three parts. Nothing here knows what an answer means.

import { commands, type ErrorView } from './bindings';

type Result<T> = { status: 'ok'; data: T } | { status: 'error'; error: ErrorView };
type Commands = typeof commands;
type Desk = {
  [K in keyof Commands]: Commands[K] extends (...args: infer A) => Promise<Result<infer T>>
    ? (...args: A) => Promise<T>
    : never;
};

/** What went wrong, in the words of the program. */
export class Trouble extends Error {
  readonly view: ErrorView;
  constructor(view: ErrorView) {
    super(view.code);
    this.view = view;
  }
}

/** Makes any thrown thing an error to show; what is not ours has no text of its own, since it could name a person. */
export function asError(thrown: unknown): ErrorView {
  if (thrown instanceof Trouble) return thrown.view;
  return {
    code: 'window',
    message: 'This part of the window stopped. Your papers are safe.',
    hint: 'Try it again. If it stays so, close Holdfast and open it anew.',
  };
}

function unwrapping(name: keyof Commands) {
  return async (...args: unknown[]): Promise<unknown> => {
    const call = commands[name] as (...args: unknown[]) => Promise<Result<unknown>>;
    const result = await call(...args);
    if (result.status === 'error') throw new Trouble(result.error);
    return result.data;
  };
}

/** All commands; each gives its view or throws a `Trouble`. */
export const desk = Object.fromEntries(
  (Object.keys(commands) as (keyof Commands)[]).map((name) => [name, unwrapping(name)]),
) as Desk;
