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

// A page whose scripts are of a build that its server no longer has, or not yet, as while servers are renewed one by one,
// would stay without life. It is fetched anew, once: where that does not help, it says what it says.
(() => {
  const again = () => {
    try {
      const last = Number(sessionStorage.getItem("renewed") ?? 0);
      if (Date.now() - last < 60_000) return;
      sessionStorage.setItem("renewed", String(Date.now()));
    } catch {
      // Nobody could tell the second time from the first.
      return;
    }
    location.reload();
  };
  addEventListener(
    "error",
    ({ target }) => {
      const address =
        target instanceof HTMLScriptElement
          ? target.src
          : target instanceof HTMLLinkElement
            ? target.href
            : "";
      // Later, the reader may be in the middle of something.
      const isStart = document.readyState !== "complete" || target.dataset?.start !== undefined;
      if (!address.startsWith(`${location.origin}/_next/static/`) || !isStart) return;
      // Without a network, the page that is there is better than none.
      fetch(address, { method: "HEAD", cache: "no-store" }).then(
        ({ status }) => status === 404 && again(),
        () => undefined,
      );
    },
    true,
  );
  // Its data are of another version than the server's (app/[locale]/_explorer/explorer.tsx).
  addEventListener("outdatedpage", again);
})();
