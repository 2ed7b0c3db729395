// Says before anything is painted which theme it is in, the reader's choice or else the system's, and whether the map
// begins with what one can begin with: until the reader has put that away (app/[locale]/_explorer/intro-state.ts).
(() => {
  let chosen = null;
  let isDismissed = false;
  try {
    chosen = localStorage.getItem("theme");
    isDismissed = localStorage.getItem("intro-dismissed") !== null;
  } catch {
    // Storage may be closed to us; the system's theme will do.
  }
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  const { pathname, search } = location;
  if (!isDismissed && !search && /^\/(zh|en)\/?$/.test(pathname)) document.documentElement.dataset.intro = "";
})();
