// Others write too: every ten seconds the plan is asked how far it has got, and what is seen is brought up to it.
import { read } from "./transport.js";

const PAUSE = 10_000;

export function watch(book) {
  setInterval(() => {
    if (!document.hidden && !book.commands.busy) catchUp(book);
  }, PAUSE);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) catchUp(book);
  });
}

export async function catchUp(book, { quiet = false } = {}) {
  let standing;
  try {
    standing = await read(book.addresses.revision);
  } catch {
    return;
  }
  if (standing.revision === book.model.revision && standing.state === book.model.plan.state) return;
  book.model.revision = standing.revision;
  book.standing = standing;
  await book.refresh();
  if (!quiet) book.say(book.texts.refreshed.replace("%(who)s", standing.changed_by || "?"));
}
