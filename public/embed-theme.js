// Sets the theme of an embedded view before anything is painted: that of its address, else the system's. What readers
// chose for the atlas itself is no concern of the page that embeds it.
(() => {
  const asked = new URLSearchParams(location.search).get("theme");
  const dark = asked === "dark" || (asked !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
