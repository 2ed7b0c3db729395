/** Words about bringing a graph of one's own: choosing files, what was read of them, what was wrong, naming it. */
import type { Locale } from "@/lib/graph/schema";
import { formatCount } from "./format";

/** What a problem tells about itself; which of these, its code says. */
export type ProblemValues = Readonly<Record<string, string | number>>;

/** A value as text, numbers with the language's grouping; empty where there is none. */
const told = (values: ProblemValues, name: string, locale: Locale): string => {
  const value = values[name];
  return typeof value === "number" ? formatCount(value, locale) : (value ?? "");
};

/** The first that says something, or else nothing. */
const some = (text: string, words: (text: string) => string): string => (text === "" ? "" : words(text));

/** What readers say why, in English, as far as they say it in words of ours; parsers have words of their own. */
const reasonsInZh: Readonly<Record<string, string>> = {
  "relations of an entity to itself are left out": "从实体到它自身的关系已略去",
  "relations of one type between the same two are joined": "同样两个实体之间同一类型的关系已合并",
  "a quote is not closed": "引号没有结束",
  "the archive ends early": "压缩包不完整",
  "the archive has no whole directory": "压缩包的目录不完整",
};

function inZh(values: ProblemValues, name: string): string {
  const text = told(values, name, "zh");
  return name === "reason" ? (reasonsInZh[text] ?? text) : text;
}
const inEn = (values: ProblemValues, name: string) => told(values, name, "en");

const zh = {
  title: "导入自己的图谱",
  editTitle: "名称与颜色",
  choose: {
    lead: "把图谱文件拖到这里，或从设备上选择。",
    button: "选择文件…",
    formats:
      "GraphML、GEXF、CSV（实体表和关系表，或只有关系表）、JSON（本图谱、Cytoscape、node-link）、JSON-LD、Turtle；也可以是 .zip 或 .gz。",
    limits: (entities: string, relations: string) => `最多 ${entities} 个实体、${relations} 条关系。`,
    privacy: "文件只在这个浏览器里读取和保存，不会上传到服务器。",
    several: "可以一次选择几个文件，例如一张实体表和一张关系表。",
  },
  files: "文件",
  read: {
    reading: "正在读取…",
    inferring: "正在辨认类型和关系…",
    compiling: "正在绘制地图…",
    keeping: "正在保存…",
    progress: "进度",
    cancel: "取消",
    cancelled: "已取消，什么也没有导入。",
  },
  back: "选择别的文件",
  found: {
    title: "读到的内容",
    entities: (n: number) => `${formatCount(n, "zh")} 个实体`,
    relations: (n: number) => `${formatCount(n, "zh")} 条关系`,
    kinds: (n: number) => `${formatCount(n, "zh")} 种类型`,
    types: (n: number) => `${formatCount(n, "zh")} 种关系`,
    facets: (n: number) => `${formatCount(n, "zh")} 个筛选条件`,
    from: (formats: string) => `格式：${formats}`,
    places: "沿用文件里的位置。",
    none: "这些文件里没有可以显示的实体。",
  },
  problems: {
    none: "没有发现问题。",
    title: (n: string) => `${n} 个问题`,
    fatal: "这些文件无法导入",
    rest: "其余内容不受影响。",
    first: (shown: string, all: string) => `共 ${all} 个，这里列出前 ${shown} 个。`,
    copy: "复制全部",
    copied: "已复制",
    notCopied: "浏览器不允许复制。",
    /** Where in a file. */
    at: (file: string, line?: number, column?: number) =>
      line === undefined
        ? file
        : column === undefined
          ? `${file}，第 ${line} 行`
          : `${file}，第 ${line} 行第 ${column} 列`,
  },
  problem: {
    "unknown-format": () => "不是这里能读的格式",
    "wrong-encoding": (v: ProblemValues) => `文字编码无法识别${some(inZh(v, "value"), (e) => `，不是 ${e}`)}`,
    "not-well-formed": (v: ProblemValues) =>
      `文件在这里已损坏或不完整${some(inZh(v, "reason"), (r) => `：${r}`)}`,
    "not-this-format": (v: ProblemValues) =>
      `内容与格式不符${some(inZh(v, "expected"), (e) => `，这里应为 ${e}`)}${some(inZh(v, "reason"), (r) => `：${r}`)}`,
    "entities-declared": () => "文件里声明了 XML 实体，为安全起见不读取",
    "too-large": (v: ProblemValues) => `文件太大${some(inZh(v, "limit"), (l) => `，展开后最多 ${l} 个字符`)}`,
    "too-many-entities": (v: ProblemValues) => `实体太多${some(inZh(v, "limit"), (l) => `，最多 ${l} 个`)}`,
    "too-many-relations": (v: ProblemValues) => `关系太多${some(inZh(v, "limit"), (l) => `，最多 ${l} 条`)}`,
    "too-many-attributes": (v: ProblemValues) =>
      `属性太多${some(inZh(v, "limit"), (l) => `，最多 ${l} 个`)}，其余略去${some(inZh(v, "attribute"), (a) => `（从“${a}”起）`)}`,
    "too-deep": (v: ProblemValues) => `嵌套太深${some(inZh(v, "limit"), (l) => `，最多 ${l} 层`)}`,
    "value-too-long": (v: ProblemValues) =>
      `${some(inZh(v, "attribute"), (a) => `“${a}”的`)}值太长${some(inZh(v, "limit"), (l) => `，最多 ${l} 个字符`)}`,
    "missing-id": () => "这一项没有标识，已略去",
    "repeated-id": (v: ProblemValues) => `标识“${inZh(v, "id")}”重复，只取第一次出现的`,
    "unknown-end": (v: ProblemValues) => `关系的一端“${inZh(v, "id")}”不存在，这条关系已略去`,
    "bad-value": (v: ProblemValues) =>
      `${some(inZh(v, "attribute"), (a) => `“${a}”的`)}值${some(inZh(v, "value"), (s) => `“${s}”`)}不对${some(inZh(v, "expected"), (e) => `，应为 ${e}`)}`,
    "bad-row": (v: ProblemValues) =>
      `这一行无法读取${some(inZh(v, "expected"), (e) => `：有 ${inZh(v, "value")} 格，应为 ${e} 格`)}${some(inZh(v, "reason"), (r) => `：${r}`)}`,
    "missing-column": (v: ProblemValues) =>
      `表里没有指定哪一列是“${inZh(v, "attribute") || inZh(v, "expected")}”`,
    "remote-context": (v: ProblemValues) =>
      `引用了网上的上下文${some(inZh(v, "value"), (s) => `“${s}”`)}，这里不会去下载`,
    /** A number says how many of them there are. */
    unsupported: (v: ProblemValues) =>
      typeof v.value === "number"
        ? `${inZh(v, "reason")}（${inZh(v, "value")} 处）`
        : `${some(inZh(v, "value"), (s) => `“${s}”`)}这里还读不了，已略去${some(inZh(v, "reason"), (r) => `：${r}`)}`,
    empty: () => "文件里没有实体",
  },
  table: {
    title: "表格的列",
    hint: "每一列是什么，已按表头和内容猜测；不对的请改正。",
    role: "这张表是",
    roles: { entities: "实体表", relations: "关系表" },
    delimiter: "分隔符",
    delimiters: {
      comma: "逗号",
      semicolon: "分号",
      tab: "制表符",
      bar: "竖线",
    },
    encoding: "文字编码",
    /** Of a file that could not be read. */
    encodingOf: (file: string) => `“${file}”的文字编码`,
    encodingUnknown: "请选择…",
    encodings: {
      "utf-8": "UTF-8",
      "utf-16le": "UTF-16 LE",
      "utf-16be": "UTF-16 BE",
      gb18030: "GB18030（含 GBK）",
      big5: "Big5（繁体中文）",
      shift_jis: "Shift_JIS（日文）",
      "euc-kr": "EUC-KR（韩文）",
      "windows-1252": "Windows-1252（西欧）",
      "windows-1251": "Windows-1251（西里尔文）",
    },
    header: "第一行是表头",
    /** Accessible name of the choice above a column. */
    column: (name: string) => `“${name}”这一列是`,
    /** Of a table without a header. */
    columnNumber: (n: number) => `第 ${n} 列`,
    columns: {
      id: "标识",
      label: "名称",
      kind: "类型",
      x: "横坐标",
      y: "纵坐标",
      size: "大小",
      colour: "颜色",
      from: "起点",
      to: "终点",
      type: "关系类型",
      direction: "是否有方向",
      attribute: "属性",
      ignore: "不用",
    },
    caption: (file: string) => `${file} 的前几行`,
    apply: "重新读取",
    stale: "有改动，请重新读取。",
  },
  name: {
    label: "图谱的名称",
    hint: "以后在图谱列表里用它找到。",
    needed: "请写一个名称。",
    usual: "我的图谱",
  },
  edit: {
    title: "名称、颜色与筛选",
    hint: "都可以略过，以后再改。",
    kinds: "类型",
    relations: "关系",
    facts: "资料",
    zh: "中文",
    en: "英文",
    /** Accessible names: what is edited, of which. */
    labelZh: (of: string) => `“${of}”的中文名称`,
    labelEn: (of: string) => `“${of}”的英文名称`,
    inverseZh: (of: string) => `“${of}”反过来读，中文`,
    inverseEn: (of: string) => `“${of}”反过来读，英文`,
    light: "浅色主题",
    dark: "深色主题",
    lightShort: "浅色",
    darkShort: "深色",
    colourLight: (of: string) => `“${of}”在浅色主题下的颜色`,
    colourDark: (of: string) => `“${of}”在深色主题下的颜色`,
    reading: "从起点读",
    inverse: "从终点读",
    descent: "来龙去脉",
    descentOf: (of: string) => `“${of}”的来龙去脉`,
    descents: { none: "无关", to: "终点在先", from: "起点在先" },
    descentHint: "“终点在先”表示终点是起点的由来，例如“基于”。",
    facet: "用于筛选",
    facetOf: (of: string) => `“${of}”用于筛选`,
    more: (n: string) => `另有 ${n} 项`,
    reset: "恢复为自动辨认的",
    keep: "保存",
    keeping: "正在保存…",
    failed: "没有保存成功，图谱保持原样。",
  },
  open: "打开图谱",
  openHint: "图谱保存在这个浏览器里。",
  own: {
    title: "这个浏览器里的图谱",
    none: "还没有导入过图谱。",
    counts: (entities: string, relations: string) => `${entities} 个实体，${relations} 条关系`,
    made: (date: string) => `${date} 导入`,
    open: "打开",
    edit: "名称与颜色…",
    remove: "删除…",
    removeAsk: (name: string) => `删除“${name}”？它只在这个浏览器里，删除后无法恢复。`,
    removeYes: "删除",
    keepIt: "保留",
    failed: "没有删除成功。",
    unkept: "只到离开这个页面为止",
    missing: "这个浏览器里没有这个图谱：它可能已被删除，或是在别的浏览器里导入的。",
  },
  storage: {
    refused: "这个浏览器不允许保存数据。图谱可以使用，但离开或重新加载这个页面后就没有了。",
    full: "浏览器的存储空间已满。图谱可以使用，但离开或重新加载这个页面后就没有了；可以先删除不用的图谱。",
    openAnyway: "仍然打开",
    /** Of changes to a graph that is kept as it was before them. */
    changes: {
      refused:
        "这个浏览器不允许保存数据。改动在这里看得到，但离开或重新加载这个页面后，图谱就恢复为改动之前的样子。",
      full: "浏览器的存储空间已满。改动在这里看得到，但离开或重新加载这个页面后，图谱就恢复为改动之前的样子；可以先删除不用的图谱。",
      goOn: "继续",
    },
  },
  error: {
    tooLarge: (file: string, limit: string) => `“${file}”太大了，最多 ${limit}。`,
    tooMany: (limit: string) => `一次最多 ${limit} 个文件。`,
    unreadable: (file: string) => `“${file}”读不出来：它可能是文件夹，或已被移动。`,
    failed: (reason: string) => `读取时出了错，什么也没有导入（${reason}）。`,
    emptyDrop: "拖进来的不是文件。",
  },
  share: {
    title: "这个图谱只在这个浏览器里",
    hint: "所以它的地址在别处打不开，也不能生成短链接。可以把图谱和眼前的视图存成一个文件发给别人：对方把文件拖进图谱，看到的就是同样的视图。",
    file: "下载图谱和视图",
    making: "正在生成…",
    failed: "没有生成成功，请再试一次。",
    server: "要让所有人都能打开，可以在服务器上导入这个文件：",
  },
};

export type ImportWords = typeof zh;

const counted = (n: number, one: string, many = `${one}s`): string =>
  `${formatCount(n, "en")} ${n === 1 ? one : many}`;

const en: ImportWords = {
  title: "Bring your own graph",
  editTitle: "Labels and colours",
  choose: {
    lead: "Drop files of a graph here, or choose them from your device.",
    button: "Choose files…",
    formats:
      "GraphML, GEXF, CSV (entities and relations, or relations alone), JSON (the atlas’s own, Cytoscape, node-link), JSON-LD, Turtle; also as .zip or .gz.",
    limits: (entities, relations) => `Up to ${entities} entities and ${relations} relations.`,
    privacy: "The files are read and kept in this browser; nothing is sent to the server.",
    several: "You can choose several at once, such as a table of entities and one of relations.",
  },
  files: "Files",
  read: {
    reading: "Reading…",
    inferring: "Finding kinds and relations…",
    compiling: "Drawing the map…",
    keeping: "Keeping it…",
    progress: "Progress",
    cancel: "Cancel",
    cancelled: "Cancelled. Nothing was brought in.",
  },
  back: "Choose other files",
  found: {
    title: "What was found",
    entities: (n) => counted(n, "entity", "entities"),
    relations: (n) => counted(n, "relation"),
    kinds: (n) => counted(n, "kind"),
    types: (n) => counted(n, "relation type"),
    facets: (n) => counted(n, "facet"),
    from: (formats) => `Format: ${formats}`,
    places: "Places are those of the file.",
    none: "There is nothing in these files that could be shown.",
  },
  problems: {
    none: "No problems.",
    title: (n) => `Problems: ${n}`,
    fatal: "These files cannot be brought in",
    rest: "Everything else is fine.",
    first: (shown, all) => `The first ${shown} of ${all}.`,
    copy: "Copy all",
    copied: "Copied",
    notCopied: "The browser does not allow copying.",
    at: (file, line, column) =>
      line === undefined ? file : column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`,
  },
  problem: {
    "unknown-format": () => "not in a format that can be read here",
    "wrong-encoding": (v) =>
      `the encoding of the text is not known${some(inEn(v, "value"), (e) => `; it cannot be read as ${e}`)}`,
    "not-well-formed": (v) =>
      `the file is broken or incomplete here${some(inEn(v, "reason"), (r) => `: ${r}`)}`,
    "not-this-format": (v) =>
      `this does not fit the format${some(inEn(v, "expected"), (e) => `, expected ${e}`)}${some(inEn(v, "reason"), (r) => `: ${r}`)}`,
    "entities-declared": () => "the file declares XML entities, which are not read for safety",
    "too-large": (v) =>
      `the file is too large${some(inEn(v, "limit"), (l) => `; up to ${l} characters are read once unpacked`)}`,
    "too-many-entities": (v) => `too many entities${some(inEn(v, "limit"), (l) => `; up to ${l} are read`)}`,
    "too-many-relations": (v) =>
      `too many relations${some(inEn(v, "limit"), (l) => `; up to ${l} are read`)}`,
    "too-many-attributes": (v) =>
      `too many attributes${some(inEn(v, "limit"), (l) => `; up to ${l} are read`)}, the others are left out${some(inEn(v, "attribute"), (a) => ` (from “${a}” on)`)}`,
    "too-deep": (v) => `nested too deeply${some(inEn(v, "limit"), (l) => `; up to ${l} levels are read`)}`,
    "value-too-long": (v) =>
      `the value${some(inEn(v, "attribute"), (a) => ` of “${a}”`)} is too long${some(inEn(v, "limit"), (l) => `; up to ${l} characters are read`)}`,
    "missing-id": () => "this has no id and was left out",
    "repeated-id": (v) => `the id “${inEn(v, "id")}” is there before; the first was taken`,
    "unknown-end": (v) => `one end, “${inEn(v, "id")}”, does not exist; the relation was left out`,
    "bad-value": (v) =>
      `the value${some(inEn(v, "value"), (s) => ` “${s}”`)}${some(inEn(v, "attribute"), (a) => ` of “${a}”`)} is not possible${some(inEn(v, "expected"), (e) => `, expected ${e}`)}`,
    "bad-row": (v) =>
      `this row cannot be read${some(inEn(v, "expected"), (e) => `: ${inEn(v, "value")} cells where there should be ${e}`)}${some(inEn(v, "reason"), (r) => `: ${r}`)}`,
    "missing-column": (v) => `no column is said to be “${inEn(v, "attribute") || inEn(v, "expected")}”`,
    "remote-context": (v) =>
      `refers to a context on the web${some(inEn(v, "value"), (s) => `, “${s}”`)}, which is not fetched`,
    unsupported: (v) =>
      typeof v.value === "number"
        ? `${inEn(v, "reason")} (${inEn(v, "value")})`
        : `${some(inEn(v, "value"), (s) => `“${s}” `) || "this "}cannot be read here and was left out${some(inEn(v, "reason"), (r) => `: ${r}`)}`,
    empty: () => "there are no entities in the file",
  },
  table: {
    title: "Columns of the table",
    hint: "What each column holds was guessed from its header and contents. Correct what is wrong.",
    role: "The table holds",
    roles: { entities: "entities", relations: "relations" },
    delimiter: "Separated by",
    delimiters: { comma: "commas", semicolon: "semicolons", tab: "tabs", bar: "bars" },
    encoding: "Encoding",
    encodingOf: (file) => `Encoding of ${file}`,
    encodingUnknown: "Choose…",
    encodings: {
      "utf-8": "UTF-8",
      "utf-16le": "UTF-16 LE",
      "utf-16be": "UTF-16 BE",
      gb18030: "GB18030 (GBK)",
      big5: "Big5 (traditional Chinese)",
      shift_jis: "Shift_JIS (Japanese)",
      "euc-kr": "EUC-KR (Korean)",
      "windows-1252": "Windows-1252 (Western European)",
      "windows-1251": "Windows-1251 (Cyrillic)",
    },
    header: "The first row is a header",
    column: (name) => `What “${name}” holds`,
    columnNumber: (n) => `Column ${n}`,
    columns: {
      id: "Id",
      label: "Name",
      kind: "Kind",
      x: "Place, x",
      y: "Place, y",
      size: "Size",
      colour: "Colour",
      from: "Start",
      to: "End",
      type: "Relation type",
      direction: "Directed or not",
      attribute: "Attribute",
      ignore: "Leave out",
    },
    caption: (file) => `First rows of ${file}`,
    apply: "Read again with these columns",
    stale: "The columns have changed. Read the table again.",
  },
  name: {
    label: "Name of the graph",
    hint: "You will find it by this in the list of graphs.",
    needed: "Please give it a name.",
    usual: "My graph",
  },
  edit: {
    title: "Labels, colours and facets",
    hint: "You can skip this and change it later.",
    kinds: "Kinds",
    relations: "Relations",
    facts: "Facts",
    zh: "Chinese",
    en: "English",
    labelZh: (of) => `Chinese label of ${of}`,
    labelEn: (of) => `English label of ${of}`,
    inverseZh: (of) => `${of} read from its end, in Chinese`,
    inverseEn: (of) => `${of} read from its end, in English`,
    light: "Light theme",
    dark: "Dark theme",
    lightShort: "Light",
    darkShort: "Dark",
    colourLight: (of) => `Colour of ${of} in the light theme`,
    colourDark: (of) => `Colour of ${of} in the dark theme`,
    reading: "From its start",
    inverse: "From its end",
    descent: "Lineage",
    descentOf: (of) => `Lineage of ${of}`,
    descents: { none: "none", to: "the end comes first", from: "the start comes first" },
    descentHint: "“The end comes first” means that the start is made from the end, as in “based on”.",
    facet: "Filter by it",
    facetOf: (of) => `Filter by ${of}`,
    more: (n) => `and ${n} more`,
    reset: "Back to what was found",
    keep: "Save",
    keeping: "Saving…",
    failed: "It could not be saved; the graph is as it was.",
  },
  open: "Open the graph",
  openHint: "The graph is kept in this browser.",
  own: {
    title: "Graphs in this browser",
    none: "There are none yet.",
    counts: (entities, relations) => `${entities} entities, ${relations} relations`,
    made: (date) => `brought in on ${date}`,
    open: "Open",
    edit: "Name, labels and colours…",
    remove: "Delete…",
    removeAsk: (name) => `Delete “${name}”? It is in this browser only, so this cannot be undone.`,
    removeYes: "Delete",
    keepIt: "Keep it",
    failed: "It could not be deleted.",
    unkept: "until you leave this page",
    missing:
      "This graph is not in this browser: it may have been deleted, or brought in with another browser.",
  },
  storage: {
    refused:
      "This browser does not allow keeping data. The graph can be used, but is gone once you leave this page or load it anew.",
    full: "The browser has no room left. The graph can be used, but is gone once you leave this page or load it anew. Deleting other graphs makes room.",
    openAnyway: "Open it anyway",
    changes: {
      refused:
        "This browser does not allow keeping data. The changes can be seen here, but once you leave this page or load it anew, the graph is as it was before them.",
      full: "The browser has no room left. The changes can be seen here, but once you leave this page or load it anew, the graph is as it was before them. Deleting other graphs makes room.",
      goOn: "Go on",
    },
  },
  error: {
    tooLarge: (file, limit) => `“${file}” is too large; the limit is ${limit}.`,
    tooMany: (limit) => `Choose no more than ${limit} files at once.`,
    unreadable: (file) => `“${file}” cannot be read: it may be a folder, or have been moved.`,
    failed: (reason) => `Something went wrong while reading; nothing was brought in (${reason}).`,
    emptyDrop: "What was dropped is no file.",
  },
  share: {
    title: "This graph is in this browser only",
    hint: "So its address does not open anywhere else, and it has no short link. Instead, save the graph and the present view as one file: whoever drops it onto the atlas sees the same view.",
    file: "Download the graph and the view",
    making: "Making the file…",
    failed: "The file could not be made. Try again.",
    server: "To offer it to everyone, import that file on a server:",
  },
};

export const importWords: Readonly<Record<Locale, ImportWords>> = { zh, en };
