"use client";

/** Back and Forward, sharing, other graphs, theme, language and the way to the pages. */
import { useSearchParams } from "next/navigation";
import { memo, Suspense } from "react";
import { useAtlas, useTheme } from "@/app/[locale]/_parts/atlas";
import { Icon, ToolButton } from "@/app/[locale]/_parts/marks";
import { pageOf, queryInGraph, tableOf } from "@/lib/view/graph-page";
import { emptyView } from "@/lib/view/view";
import styles from "./explorer.module.css";
import { useView } from "./view-store";

interface ToolbarProps {
  onHistory: (() => void) | undefined;
  onGraphs: (() => void) | undefined;
  onShare: (() => void) | undefined;
  onExport: (() => void) | undefined;
}

/** It needs next to nothing from outside, so what happens there does not concern it. */
export const Toolbar = memo(function Toolbar({ onHistory, onGraphs, onShare, onExport }: ToolbarProps) {
  const { t, made } = useAtlas();
  const [theme, setTheme] = useTheme();
  const canGoBack = useView(({ entry }) => entry > 0);
  const canGoForward = useView(({ entry, trail }) => entry < trail.length - 1);
  const dark = theme === "dark";
  const theming = (
    <ToolButton
      className={styles.tool}
      icon={dark ? "sun" : "moon"}
      label={dark ? t.toLight : t.toDark}
      onClick={() => setTheme(dark ? "light" : "dark")}
    />
  );
  const graphs = (
    <ToolButton
      className={styles.tool}
      icon="graphs"
      label={t.graphs}
      disabled={!onGraphs}
      onClick={() => onGraphs?.()}
    />
  );
  return (
    <nav className={styles.toolbar} aria-label={t.menu} data-floating>
      <ToolButton
        className={styles.tool}
        icon="back"
        label={t.back}
        disabled={!canGoBack}
        onClick={() => history.back()}
      />
      <span className={styles.roomyOnly}>
        <ToolButton
          className={styles.tool}
          icon="forward"
          label={t.forward}
          disabled={!canGoForward}
          onClick={() => history.forward()}
        />
      </span>
      <span className={styles.wideOnly}>
        <ToolButton
          className={styles.tool}
          icon="history"
          label={t.history}
          disabled={!onHistory}
          onClick={() => onHistory?.()}
        />
      </span>
      <span className={styles.divider} />
      <ToolButton
        className={styles.tool}
        icon="share"
        label={t.share}
        disabled={!onShare}
        onClick={() => onShare?.()}
      />
      <span className={styles.wideOnly}>
        <ToolButton
          className={styles.tool}
          icon="export"
          label={t.export}
          disabled={!onExport}
          onClick={() => onExport?.()}
        />
      </span>
      <span className={styles.roomyOnly}>{theming}</span>
      <span className={styles.roomyOnly}>{graphs}</span>
      <button
        type="button"
        className={styles.tool}
        aria-label={t.pages}
        title={t.pages}
        popoverTarget="pages"
      >
        <Icon name="menu" />
      </button>
      <div id="pages" popover="auto" className={styles.pages}>
        <TableLink />
        {made?.menu}
        {/* What the bar has no room for on a phone. */}
        <p className={styles.crampedOnly}>
          {theming}
          {graphs}
        </p>
      </div>
      <Suspense fallback={<LanguageLink query="" />}>
        <LanguageSwitch />
      </Suspense>
    </nav>
  );
});

/** The way to the table of a graph other than the atlas, whose pages are those of the menu: of what the view leaves of it. */
function TableLink() {
  const { t, locale, graph } = useAtlas();
  const { filter, hiddenKinds } = useView(({ view }) => view);
  if (graph === emptyView.graph) return null;
  const query = queryInGraph({ ...emptyView, filter, hiddenKinds });
  return (
    <p className={styles.ofGraph}>
      <a href={`${tableOf(locale, graph)}${query && `?${query}`}`}>{t.tableOfGraph}</a>
    </p>
  );
}

/** The same view in the other language; a short link is the same in both, and goes by what is remembered. */
function LanguageSwitch() {
  return <LanguageLink query={useSearchParams().toString()} link={useView(({ link }) => link)} />;
}

interface LanguageLinkProps {
  query: string;
  link?: string | undefined;
}

function LanguageLink({ query, link }: LanguageLinkProps) {
  const { t, locale, graph } = useAtlas();
  const other = locale === "zh" ? "en" : "zh";
  const remember = () => {
    document.cookie = `locale=${other}; Path=/; Max-Age=31536000; SameSite=Lax`;
  };
  return (
    <a
      className={styles.language}
      href={link ?? `${pageOf(other, graph)}${query ? `?${query}` : ""}`}
      hrefLang={other}
      lang={other === "zh" ? "zh-CN" : "en"}
      title={t.switchLanguage}
      onClick={remember}
    >
      {t.otherLanguage}
    </a>
  );
}
