// Amounts are integers of the smallest unit. They are rounded here for the eye only.
const STEPS = {
  zh: [[1e8, 2, "亿"], [1e4, 1, "万"]],
  en: [[1e9, 2, "B"], [1e6, 1, "M"], [1e3, 1, "K"]],
};
const POWERS = { k: 3, m: 6, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8 };
const MINUS = "\u2212";

export class Format {
  constructor(digits, currency, language) {
    this.digits = digits;
    this.currency = currency;
    this.steps = STEPS[language] ?? STEPS.en;
    this.short = false;
  }

  // What stands in a cell: whole units, or short ones with 万 or M.
  cell(amount) {
    return this.short ? this.brief(amount) : grouped(amount / 10 ** this.digits, 0);
  }

  brief(amount) {
    const value = amount / 10 ** this.digits;
    const step = this.steps.find(([size, places]) => Math.abs(value) >= size - size / 10 ** (places + 3));
    return step ? `${grouped(value / step[0], step[1])}\u00a0${step[2]}` : grouped(value, 0);
  }

  // The whole amount, to the smallest unit.
  full(amount) {
    return `${sign(amount)}${grouped(Math.trunc(Math.abs(amount) / 10 ** this.digits), 0)}${this.rest(amount)}`;
  }

  // As one edits it: no separators, decimals only where there are any.
  plain(amount) {
    const rest = this.rest(amount);
    const whole = Math.trunc(Math.abs(amount) / 10 ** this.digits);
    return `${amount < 0 ? "-" : ""}${whole}${/[1-9]/.test(rest) ? rest : ""}`;
  }

  rest(amount) {
    if (!this.digits) return "";
    return `.${String(Math.abs(amount) % 10 ** this.digits).padStart(this.digits, "0")}`;
  }

  // A typed amount for the preview; null where only the server can tell.
  read(text) {
    const plain = text.normalize("NFKC").replace(/[¥$€£₩,'\s]|元|CNY|USD|EUR/gi, "");
    const match = /^(-?\d*)(?:\.(\d*))?(亿|千万|百万|万|千|k|m)?$/i.exec(plain);
    if (!match || !/\d/.test(plain)) return null;
    const shift = this.digits + (POWERS[match[3]?.toLowerCase()] ?? 0);
    const part = (match[2] ?? "").replace(/0+$/, "");
    if (part.length > shift) return null;
    return Number(`${match[1] || "0"}${part.padEnd(shift, "0")}`);
  }
}

function sign(amount) {
  return amount < 0 ? MINUS : "";
}

function grouped(value, places) {
  const text = Math.abs(value).toLocaleString("en", { minimumFractionDigits: places, maximumFractionDigits: places });
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}
