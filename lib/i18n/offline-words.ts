/** Words about use without a network and about new versions. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  /** Under an icon on a home screen. */
  shortName: "大模型图谱",
  newVersion: "图谱有了新版本。",
  newVersionText: "这个页面可以照常使用；载入新版本后，看到的内容和位置不变。",
  load: "载入新版本",
  later: "以后再说",
  cutOff: "连不上网络，现在显示的是这个浏览器里保存的内容。",
  offline: {
    title: "没有网络",
    text: "这个页面以前没有打开过，所以没有保存在这台设备上。连上网络后再打开即可。",
    again: "再试一次",
    kept: "没有网络也能打开的页面",
  },
  about: {
    title: "没有网络时使用",
    text: "地图、最近的数据和打开过的页面会保存在这个浏览器里，没有网络时也能打开；新版本发布后自动更新。",
    /** {size} and {pages} are put in by a script. */
    on: "目前保存了 {size}，其中打开过的页面 {pages} 个。",
    off: "目前没有保存任何内容。",
    unable: "这个浏览器不允许保存（例如无痕窗口）；有网络时一切照常。",
    keep: "保存以供离线使用",
    forget: "删除已保存的内容",
  },
};

const en: typeof zh = {
  shortName: "LM Atlas",
  newVersion: "There is a new version of the atlas.",
  newVersionText: "This page goes on working. When you load the new version, you stay where you are.",
  load: "Load it",
  later: "Later",
  cutOff: "No network: you see what this browser has kept.",
  offline: {
    title: "No network",
    text: "This page has not been opened before, so it is not kept on this device. It opens once there is a network again.",
    again: "Try again",
    kept: "What opens without a network",
  },
  about: {
    title: "Offline use",
    text: "The map, the latest data and the pages you open are kept in this browser, so that they open without a network. They are renewed with each new version.",
    on: "Kept at the moment: {size}. Pages opened: {pages}.",
    off: "Nothing is kept at the moment.",
    unable:
      "This browser does not allow anything to be kept, as in a private window. With a network, everything works as usual.",
    keep: "Keep for use without a network",
    forget: "Delete what is kept",
  },
};

export const offlineWords: Readonly<Record<Locale, typeof zh>> = { zh, en };
