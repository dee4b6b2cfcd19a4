// Rows that are ticked: a box that ticks all shown, and how many are. Without this script each box works by itself.
//   <form id="f" data-picks="deal"> <label hidden><input type="checkbox" data-pick-all> …</label>
//     <span role="status" data-picked data-words="ticked:"></span> </form>
for (const form of document.querySelectorAll("[data-picks]")) {
  const boxes = [...document.querySelectorAll(`input[type=checkbox][name="${form.dataset.picks}"][form="${form.id}"]`)];
  const all = form.querySelector("[data-pick-all]");
  const told = form.querySelector("[data-picked]");
  const tell = () => {
    const count = boxes.filter((box) => box.checked).length;
    told.textContent = count ? `${told.dataset.words} ${count}` : "";
    form.toggleAttribute("data-any", count > 0);
    all.checked = count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
  };
  all.closest("label").hidden = boxes.length === 0;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  for (const box of boxes) box.addEventListener("change", tell);
  tell();
}
