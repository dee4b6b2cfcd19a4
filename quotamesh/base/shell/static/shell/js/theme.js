// Runs before the first paint: a chosen theme or density must not flash.
(() => {
  const root = document.documentElement;
  root.classList.add("script");
  for (const name of ["theme", "density"]) {
    const value = localStorage.getItem(`shell.${name}`);
    if (value) root.dataset[name] = value;
  }
})();
