// What stands in the way, at the cell it is about, with the ways on. The typed text stays in the cell.
export class Note {
  constructor(box, element, texts) {
    Object.assign(this, { box, element, texts });
    this.hide();
  }

  hide() {
    this.element.hidden = true;
  }

  show(cell, message, ways = []) {
    const text = document.createElement("p");
    text.id = "book-note-text";
    text.textContent = message;
    const row = document.createElement("div");
    row.className = "row";
    for (const [label, act] of [...ways, [this.texts.close, () => {}]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link-button";
      button.textContent = label;
      button.addEventListener("click", () => {
        this.hide();
        cell?.focus();
        act();
      });
      row.append(button);
    }
    this.element.replaceChildren(text, row);
    this.element.hidden = false;
    this.place(cell);
    cell?.setAttribute("aria-describedby", "book-note-text");
  }

  place(cell) {
    if (!cell) return;
    const width = this.element.offsetWidth;
    const frame = this.box.getBoundingClientRect();
    const at = cell.getBoundingClientRect();
    const left = Math.min(Math.max(at.left - frame.left, 0), Math.max(this.box.clientWidth - width - 8, 0));
    this.element.style.left = `${left + this.box.scrollLeft}px`;
    this.element.style.top = `${at.bottom - frame.top + this.box.scrollTop + 2}px`;
    this.element.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }
}
