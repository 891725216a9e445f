// Pinning and taking a pin off: the same wherever a passage is shown.

import type { App } from '../../app/app.svelte';
import type { PinnedView } from '../../ipc/bindings';
import { desk } from '../../ipc/desk';

/** Pins what `pin` names, or takes off the pin that is there. */
export function pinOrNot(app: App, pinned: string | null, pin: () => Promise<PinnedView>): Promise<boolean> {
  return app.change(() => (pinned === null ? pin().then((done) => done.change) : desk.unpin(pinned)));
}
