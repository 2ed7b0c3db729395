"use client";

import { zh } from "@/lib/i18n/zh";
import { MyViewsPage, type MyViewsProps } from "./my-views-page";

export function ZhMyViews(props: MyViewsProps) {
  return <MyViewsPage {...props} locale="zh" t={zh} />;
}
