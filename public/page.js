// What pages that are read do by script; without it they lack two buttons and nothing else.
(() => {
  const root = document.documentElement;
  for (const button of document.querySelectorAll("[data-theme-button]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const theme = root.dataset.theme === "dark" ? "light" : "dark";
      root.dataset.theme = theme;
      try {
        localStorage.setItem("theme", theme);
      } catch {
        // Without storage the choice lasts as long as the page.
      }
    });
  }
  for (const button of document.querySelectorAll("[data-print-button]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  for (const link of document.querySelectorAll("[data-language]"))
    link.addEventListener("click", () => {
      document.cookie = `locale=${link.dataset.language}; Path=/; Max-Age=31536000; SameSite=Lax`;
    });
  // What brings a page to life is left until it has been painted (lib/cli/page-answers.mjs).
  const awaited = [...document.querySelectorAll('link[rel="after-paint"], script[type="after-paint"]')];
  const begin = () => {
    for (const one of awaited.splice(0)) {
      if (one.localName === "link") {
        one.rel = "preload";
        continue;
      }
      const script = document.createElement("script");
      // As it stands in the page: by that, the framework tells its parts.
      script.setAttribute("src", one.getAttribute("src"));
      script.async = true;
      script.dataset.start = "";
      one.replaceWith(script);
    }
  };
  if (document.hidden || !globalThis.PerformanceObserver?.supportedEntryTypes?.includes("paint")) begin();
  else {
    new PerformanceObserver(begin).observe({ type: "paint", buffered: true });
    // A page that is not painted for whatever reason comes to life all the same.
    setTimeout(begin, 3000);
  }
  // Use without a network and news of new versions: once the page has come to rest.
  addEventListener("load", () =>
    setTimeout(() => {
      const script = document.createElement("script");
      script.src = "/offline.js";
      document.head.append(script);
    }, 500),
  );
})();
