/** Words of the pages of stories, and of the tour that tells one on the map. */
import type { Locale } from "@/lib/graph/schema";

const zh = {
  title: "故事",
  lead: "每个故事由一组视图和其间的文字组成。可以当文章读，也可以在图谱上跟着导览走。文中的每一条陈述都出自图谱的资料和关系；没有来源的，文中会说明。",
  description: "用图谱讲大模型生态：一组视图，配上文字。可以阅读，也可以在图谱上跟着导览走。",
  steps: (count: string) => `${count} 步`,
  read: "阅读",
  tour: "开始导览",
  onMap: "在图谱中查看这一步",
  picture: (title: string) => `这一步在图谱上的样子：${title}`,
  all: "全部故事",
  others: "其他故事",
  note: (version: string) => `图片按数据版本 ${version} 绘制。`,
};

const en: typeof zh = {
  title: "Stories",
  lead: "A story is a set of views with text between. Read it as an article, or take the tour on the map. Every statement comes from the facts and relations of the atlas; where one has no source, the text says so.",
  description:
    "The large-model ecosystem told on the map: views in order, with text between, to read or to take as a tour.",
  steps: (count) => `${count} steps`,
  read: "Read",
  tour: "Start the tour",
  onMap: "See this step on the map",
  picture: (title) => `This step on the map: ${title}`,
  all: "All stories",
  others: "Other stories",
  note: (version) => `Pictures are drawn from data version ${version}.`,
};

export const storyWords: Readonly<Record<Locale, typeof zh>> = { zh, en };
