// The board: cards are dragged, moved by keys, or through a choice of stages. The server decides; the board is read
// again after each move, so that what one sees is what stands.
const dialog = document.getElementById("move-dialog");
const form = dialog.querySelector("[data-move-form]");
const part = (name) => form.querySelector(`[data-move-${name}]`);
const token = document.querySelector("[data-board-token] [name=csrfmiddlewaretoken]").value;
let moving = null;

const board = () => document.getElementById("board");
const columns = () => [...board().querySelectorAll(".board-column")];

async function ask(card, wish) {
  const answer = await fetch(`/api/v1/opportunities/${card.dataset.card}/move`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ seen: Number(card.dataset.seen), ...wish }),
  });
  return { good: answer.ok, body: await answer.json().catch(() => ({ message: answer.statusText })) };
}

async function renew(uid) {
  const answer = await fetch(location.href, { headers: { "X-Part": "board" } });
  if (!answer.ok) return location.reload();
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("board");
  board().replaceWith(document.adoptNode(fresh));
  document.querySelector(".headline").textContent = fresh.dataset.headline;
  board().querySelector(`[data-card="${uid}"]`)?.focus();
}

async function move(card, stage, more = {}) {
  if (stage === card.dataset.stage) return;
  const kind = form.querySelector(`option[value="${stage}"]`)?.dataset.kind;
  if (kind === "lost" && !more.why && !more.reason) return choose(card, stage);
  const { good, body } = await ask(card, { stage, ...more });
  if (good) {
    if (dialog.open) dialog.close();
    return renew(card.dataset.card);
  }
  choose(card, stage, body);
}

function choose(card, stage, problem) {
  moving = card;
  part("name").textContent = card.getAttribute("aria-label");
  form.elements.stage.value = stage;
  tell(problem);
  showLoss();
  if (!dialog.open) dialog.showModal();
  const shut = problem?.code === "gate_shut";
  (shut && part("override")?.querySelector("textarea") || form.elements.stage).focus();
}

function tell(problem) {
  const shut = problem?.code === "gate_shut";
  part("problem").hidden = !problem;
  part("problem").textContent = problem?.message ?? "";
  part("fill").hidden = !shut;
  part("fill").querySelector("a").href = `${moving.querySelector(".board-name").getAttribute("href")}#gate`;
  if (part("override")) part("override").hidden = !shut;
}

function showLoss() {
  part("loss").hidden = form.elements.stage.selectedOptions[0]?.dataset.kind !== "lost";
}

form.elements.stage.addEventListener("change", () => {
  tell();
  showLoss();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = form.elements;
  const more = {};
  if (!part("loss").hidden) Object.assign(more, { why: fields.why.value, reason: fields.reason.value });
  if (part("override") && !part("override").hidden) more.override = fields.override.value;
  move(moving, fields.stage.value, more);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-move]");
  if (!button) return;
  event.preventDefault();
  const card = button.closest("[data-card]");
  choose(card, beside(card, 1) ?? card.dataset.stage);
});

function beside(card, by) {
  const all = columns();
  const at = all.findIndex((column) => column.dataset.stage === card.dataset.stage);
  return all[at + by]?.dataset.stage;
}

function step(card, by) {
  const cards = [...card.closest(".board-cards").querySelectorAll("[data-card]")];
  cards[cards.indexOf(card) + by]?.focus();
}

function across(card, by) {
  const all = columns();
  let at = all.indexOf(card.closest(".board-column")) + by;
  while (all[at] && !all[at].querySelector("[data-card]")) at += by;
  all[at]?.querySelector("[data-card]").focus();
}

const KEYS = {
  ArrowDown: (card) => step(card, 1),
  ArrowUp: (card) => step(card, -1),
  ArrowRight: (card, shift) => (shift ? shove(card, 1) : across(card, 1)),
  ArrowLeft: (card, shift) => (shift ? shove(card, -1) : across(card, -1)),
  Enter: (card) => card.querySelector(".board-name").click(),
  m: (card) => card.draggable && choose(card, beside(card, 1) ?? card.dataset.stage),
};

function shove(card, by) {
  const stage = beside(card, by);
  if (stage && card.draggable) move(card, stage);
}

document.addEventListener("keydown", (event) => {
  const card = event.target.matches?.("[data-card]") ? event.target : null;
  const act = card && KEYS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act(card, event.shiftKey);
});

let dragged = null;
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-card][draggable=true]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.card);
  dragged.dataset.dragged = "";
  requestAnimationFrame(() => { dragged?.closest(".board").setAttribute("data-dragging", ""); });
});

document.addEventListener("dragover", (event) => {
  const target = dragged && event.target.closest?.(".board-column, .board-end");
  mark(target);
  if (target) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const target = dragged && event.target.closest?.(".board-column, .board-end");
  if (!target) return;
  event.preventDefault();
  move(dragged, target.dataset.stage);
});

document.addEventListener("dragend", () => {
  mark(null);
  document.querySelector(".board")?.removeAttribute("data-dragging");
  if (dragged) delete dragged.dataset.dragged;
  dragged = null;
});

function mark(target) {
  for (const each of document.querySelectorAll("[data-over]")) if (each !== target) delete each.dataset.over;
  if (target) target.dataset.over = "";
}
