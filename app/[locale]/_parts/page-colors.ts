/** The page's colour in both themes, for what cannot read style sheets: `--page` of tokens.css. */
export const pageColors = { light: "#fbfaf7", dark: "#14161b" } as const;
