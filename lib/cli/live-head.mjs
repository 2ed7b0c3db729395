/**
 * What the head of a page that comes to life says of its address, to search engines and to those who show a link to it.
 * It is written when the page is served: were it the framework's, that would put its own back once it is awake, and that
 * cannot know the address. What it says agrees with that of other pages (app/[locale]/_pages/page-head.ts).
 */

/** By the language in the path. */
const languages = {
  zh: { tag: "zh-CN", openGraph: "zh_CN" },
  en: { tag: "en-GB", openGraph: "en_GB" },
};

/**
 * @param {string} html as it was built
 * @param {string} path below which it is served, such as "/en/table"
 * @param {string} origin that it is served under
 * @returns {string} the page; unchanged where it is not meant to be found
 */
export function withLiveHead(html, path, origin) {
  if (html.includes('<meta name="robots" content="noindex')) return html;
  const [, locale, rest = ""] = /** @type {[string, keyof typeof languages, string?]} */ (
    /** @type {unknown} */ (/^\/(zh|en)(\/.*)?$/.exec(path))
  );
  const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "";
  const description = /<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? "";
  const other = locale === "zh" ? "en" : "zh";
  const alternate = (/** @type {string} */ tag, /** @type {string} */ to) =>
    `<link rel="alternate" hreflang="${tag}" href="${origin}/${to}${rest}"/>`;
  const property = (/** @type {string} */ name, /** @type {string} */ content) =>
    `<meta property="og:${name}" content="${content}"/>`;
  const head = [
    `<link rel="canonical" href="${origin}/${locale}${rest}"/>`,
    alternate(languages.zh.tag, "zh"),
    alternate(languages.en.tag, "en"),
    alternate("x-default", "en"),
    property("title", title),
    property("description", description),
    property("type", "website"),
    property("url", `${origin}/${locale}${rest}`),
    property("locale", languages[locale].openGraph),
    property("locale:alternate", languages[other].openGraph),
    property("image", `${origin}/api/v1/preview?locale=${locale}`),
    property("image:type", "image/png"),
    property("image:width", "1200"),
    property("image:height", "630"),
    property("image:alt", title),
    '<meta name="twitter:card" content="summary_large_image"/>',
  ];
  return html.replace("</head>", () => `${head.join("")}</head>`);
}
