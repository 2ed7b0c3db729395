/** Words of the page of the views that were saved from this browser. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  title: "我保存的视图",
  intro:
    "从这个浏览器保存的视图。这份列表和编辑用密钥只存在这个浏览器里，别人看不到；知道短链接的人可以打开视图。",
  search: "按标题查找",
  count: (n: string) => `共 ${n} 个视图`,
  found: (n: string, all: string) => `${all} 个视图中找到 ${n} 个`,
  none: (text: string) => `没有标题含“${text}”的视图`,
  emptyTitle: "这里还没有视图",
  empty:
    "在图谱里点“分享”，写个标题保存，就能得到一个短链接，并出现在这里。换了设备？在那边导出列表，再在这里导入。",
  toAtlas: "打开图谱",
  rename: "改标题",
  newTitle: "新标题",
  keep: "保存",
  cancel: "取消",
  asText: "文字形式",
  parameters: "地址参数",
  json: "视图（JSON）",
  whole: "（完整的图谱，没有参数）",
  local: "连不上服务器，这是上次保存时的参数。",
  copy: "复制一份",
  copyOf: (title: string) => `${title}（副本）`,
  remove: "删除",
  removeAsk: "删除以后，短链接和所有嵌入的地方都会失效，无法恢复。",
  removeYes: "删除这个视图",
  forget: "从列表移除",
  forgetAsk: "视图本身还在，但这个浏览器会丢掉它的编辑用密钥，以后不能再修改或删除它。",
  forgetKeyless: "视图本身还在，只是不再列在这里。",
  forgetYes: "从列表移除",
  frozen: "冻结",
  readOnly: "没有编辑用密钥，只能打开和复制",
  changed: (date: string) => `${date} 修改`,
  made: (date: string) => `${date} 保存`,
  exportList: "导出列表",
  exportHint: "导出的文件里有编辑用密钥，请像密码一样保管。",
  importList: "导入列表",
  taken: (n: string) => `已导入 ${n} 个视图。`,
  fault: {
    "no-json": () => "这个文件不是 JSON。",
    "no-list": () => "这个文件里没有视图列表。",
    "other-version": () => "这份列表来自更新的版本，这里还读不了。",
    "bad-entry": (number: string, part: string) =>
      part ? `第 ${number} 项读不了：“${part}”不对。` : `第 ${number} 项读不了。`,
    "too-large": () => "这个文件太大，不会是一份视图列表。",
  },
  unkept: "这个浏览器不允许存储，关闭页面后列表就会消失。请先导出。",
  done: { renamed: "标题已修改", copied: "已复制为新的视图", removed: "已删除", forgotten: "已从列表移除" },
};

export type MyViewsWords = typeof zh;

const en: MyViewsWords = {
  title: "Views that I have saved",
  intro:
    "The views saved from this browser. This list and the edit keys are kept here alone, where nobody else sees them; whoever has a short link can open the view.",
  search: "Find by title",
  count: (n) => (n === "1" ? "1 view" : `${n} views`),
  found: (n, all) => `${n} of ${all} views found`,
  none: (text) => `No view has “${text}” in its title`,
  emptyTitle: "No views yet",
  empty:
    "Press Share in the atlas, give the view a title and save it: you get a short link, and the view is listed here. Another device? Export the list there and import it here.",
  toAtlas: "Open the atlas",
  rename: "Rename",
  newTitle: "New title",
  keep: "Save",
  cancel: "Cancel",
  asText: "As text",
  parameters: "Parameters of its address",
  json: "The view (JSON)",
  whole: "(the whole atlas: no parameters)",
  local: "The server cannot be reached; these are the parameters when it was last saved.",
  copy: "Make a copy",
  copyOf: (title) => `${title} (copy)`,
  remove: "Delete",
  removeAsk: "The short link and every embed of it stop working. This cannot be undone.",
  removeYes: "Delete this view",
  forget: "Take off the list",
  forgetAsk:
    "The view stays, but this browser loses its edit key: it can no longer be changed or deleted from here.",
  forgetKeyless: "The view stays; it is only no longer listed here.",
  forgetYes: "Take it off the list",
  frozen: "Frozen",
  readOnly: "without its edit key, it can be opened and copied only",
  changed: (date) => `changed ${date}`,
  made: (date) => `saved ${date}`,
  exportList: "Export the list",
  exportHint: "The exported file holds the edit keys. Keep it as you keep a password.",
  importList: "Import a list",
  taken: (n) => (n === "1" ? "1 view imported." : `${n} views imported.`),
  fault: {
    "no-json": () => "This file is not JSON.",
    "no-list": () => "There is no list of views in this file.",
    "other-version": () => "This list was written by a later version and cannot be read here yet.",
    "bad-entry": (number, part) =>
      part ? `Entry ${number} cannot be read: “${part}” is wrong.` : `Entry ${number} cannot be read.`,
    "too-large": () => "This file is too large to be a list of views.",
  },
  unkept: "This browser does not allow keeping the list; it will be gone with the page. Export it first.",
  done: {
    renamed: "Renamed",
    copied: "Copied as a new view",
    removed: "Deleted",
    forgotten: "Taken off the list",
  },
};

export const myViewsWords: Readonly<Record<Locale, MyViewsWords>> = { zh, en };
