"use client";

import { en } from "@/lib/i18n/en";
import { MyViewsPage, type MyViewsProps } from "./my-views-page";

export function EnMyViews(props: MyViewsProps) {
  return <MyViewsPage {...props} locale="en" t={en} />;
}
