// The way to the server and back. A refusal carries the server's own words.
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.message);
    this.status = status;
    this.code = problem.code;
    this.details = problem.details ?? {};
  }
}

const token = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";

async function ask(address, options = {}) {
  const answer = await fetch(address, { credentials: "same-origin", ...options });
  const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
  if (!answer.ok) throw new Refused(answer.status, told ?? { code: "unexpected", message: `${answer.status}` });
  return told;
}

export function read(address, query = {}) {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) if (each !== null && each !== undefined) words.append(name, each);
  }
  return ask(`${address}?${words}`);
}

export function send(address, body = {}, method = "POST") {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
  return ask(address, { method, headers, body: JSON.stringify(body) });
}

// One after the other: an edit is made from what the one before it left.
let last = Promise.resolve();
export function inTurn(work) {
  last = last.then(work, work);
  return last;
}
