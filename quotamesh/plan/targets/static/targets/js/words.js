// What stands at the head of a row: the fold, the unit with its holder, lock and limits, and the row's menu.
export function symbol(name) {
  const space = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(space, "svg");
  icon.setAttribute("class", "icon");
  icon.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${document.getElementById("book-data").dataset.icons}#${name}`);
  icon.append(use);
  return icon;
}

export const put = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

function part(name, text, className) {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

function button(label, icon, className, act) {
  const element = part("button", "", `book-button ${className}`);
  element.type = "button";
  element.tabIndex = -1;
  element.dataset.act = act;
  element.setAttribute("aria-label", label);
  element.append(symbol(icon));
  return element;
}

export function word(row, model, format, texts) {
  const frame = part("div", "", "book-word");
  frame.append(...parts(row, model, format, texts));
  return [frame];
}

function parts(row, model, format, texts) {
  if (row.line !== "total") return [part("span", texts[row.line], "book-name soft")];
  const open = model.opened.has(row.unit);
  const found = [];
  if (row.expandable && row.unit !== model.top) {
    const label = put(open ? texts.collapse : texts.expand, { unit: row.name });
    found.push(button(label, "chevron-down", open ? "book-fold book-open" : "book-fold", "fold"));
  }
  const name = part("span", "", "book-name");
  name.append(...naming(row, texts));
  const limits = bounds(row.rule, format, texts);
  if (limits) name.append(part("small", limits, "book-limits soft"));
  found.push(name);
  if (row.balances.length) found.push(button(put(texts.rowMenu, { unit: row.name }), "sliders-horizontal", "book-menu", "rule"));
  return found;
}

function naming(row, texts) {
  const name = part("span", row.name);
  if (row.kind !== "seat") return [name];
  if (!row.holder) return [name, " ", part("small", texts.vacant, "soft")];
  return row.holder === row.name ? [name] : [part("span", row.holder), " ", part("small", row.name, "soft")];
}

function bounds(rule, format, texts) {
  if (!rule) return "";
  const words = [];
  if (rule.floor !== null) words.push(put(texts.floor, { amount: format.brief(rule.floor) }));
  if (rule.cap !== null) words.push(put(texts.cap, { amount: format.brief(rule.cap) }));
  if (rule.weight !== null) words.push(put(texts.weight, { amount: rule.weight }));
  if (rule.locked) words.push(texts.locked);
  return words.join(" · ");
}
