// The figures above the sheet: total, reserve, what is left to place, and whether all adds up.
import { put } from "./words.js";

export function drawHead({ model, format, texts }) {
  const figure = (name, text) => {
    const element = document.querySelector(`[data-figure=${name}]`);
    if (element.textContent !== text) element.textContent = text;
    return element;
  };
  const [total, reserve, open] = [model.own("total"), model.own("reserve"), model.own("open")];
  figure("total", format.cell(total));
  const share = total ? ` (${new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 }).format(reserve / total)})` : "";
  figure("reserve", format.cell(reserve) + (reserve ? share : ""));
  figure("open", format.cell(open));
  const children = model.below(model.top).some((row) => row.line === "total");
  const gap = children ? total - reserve - open - model.placed(0) : 0;
  const words = open ? put(texts.leftOver, { amount: format.cell(open) }) : reserve ? texts.conserved : texts.conservedAll;
  const check = figure("check", gap ? `≠ ${format.full(gap)}` : `${open ? "○" : "✓"} ${words}`);
  check.className = `state state-${gap ? "bad" : open ? "watch" : "good"}`;
}
