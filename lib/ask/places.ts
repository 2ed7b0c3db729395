/**
 * How people call countries (ISO 3166) and languages (ISO 639) beside their names, which the platform knows: as
 * adjectives, in short, or by where the reader is at home.
 */
import type { Locale } from "@/lib/graph/schema";

type Names = Readonly<Record<Locale, Readonly<Record<string, readonly string[]>>>>;

export const countryWords: Names = {
  en: {
    AE: ["Emirati", "UAE"],
    AT: ["Austrian"],
    AU: ["Australian"],
    BG: ["Bulgarian"],
    BR: ["Brazilian"],
    CA: ["Canadian"],
    CH: ["Swiss"],
    CN: ["Chinese", "PRC", "Mainland China"],
    DE: ["German"],
    DK: ["Danish"],
    ES: ["Spanish"],
    EU: ["European", "EU", "Europe"],
    FI: ["Finnish"],
    FR: ["French"],
    GB: ["British", "UK", "Britain", "U.K."],
    HK: ["Hong Kong"],
    IE: ["Irish"],
    IL: ["Israeli"],
    IN: ["Indian"],
    IT: ["Italian"],
    JP: ["Japanese"],
    KR: ["Korean", "Korea", "South Korean"],
    NL: ["Dutch"],
    NO: ["Norwegian"],
    RU: ["Russian"],
    SA: ["Saudi"],
    SE: ["Swedish"],
    SG: ["Singaporean"],
    TW: ["Taiwanese", "Taiwan"],
    US: ["American", "US", "USA", "U.S.", "America"],
  },
  zh: {
    AE: ["阿联酋"],
    CN: ["国产", "国内", "我国", "中方", "本土"],
    EU: ["欧洲"],
    GB: ["英国"],
    HK: ["香港"],
    JP: ["日本"],
    KR: ["韩国"],
    SA: ["沙特"],
    TW: ["台湾"],
    US: ["美国", "美方"],
  },
};

/** What is abroad to whoever speaks the language, and where they are at home. */
export const homeCountry = "CN";
export const abroadWords: Readonly<Record<Locale, readonly string[]>> = {
  en: ["non-Chinese", "outside China", "outside of China"],
  zh: ["国外", "海外", "境外", "外国", "非国产", "非中国", "国外的", "外企"],
};

/** What countries are called together; not said of what the laws of a union are for, which has a name of its own. */
export const regionWords: Readonly<
  Record<Locale, readonly (readonly [names: readonly string[], codes: string])[]>
> = {
  en: [
    [
      ["European", "Europe"],
      "AT BE BG CH CZ DE DK EE ES EU FI FR GB GR HU IE IT LT LU LV NL NO PL PT RO SE SI SK",
    ],
    [["Asian", "Asia"], "AE CN HK IL IN JP KR MO MY SA SG TH TW VN"],
    [["Middle Eastern", "Middle East", "Gulf"], "AE IL QA SA"],
    [["North American", "North America"], "CA US"],
    [["Nordic", "Scandinavian"], "DK FI IS NO SE"],
  ],
  zh: [
    [["欧洲"], "AT BE BG CH CZ DE DK EE ES EU FI FR GB GR HU IE IT LT LU LV NL NO PL PT RO SE SI SK"],
    [["亚洲"], "AE CN HK IL IN JP KR MO MY SA SG TH TW VN"],
    [["中东"], "AE IL QA SA"],
    [["北美"], "CA US"],
    [["北欧"], "DK FI IS NO SE"],
  ],
};

export const languageWords: Names = {
  en: { zh: ["Chinese-language", "Mandarin"], en: ["English-language"], mul: ["multilingual"] },
  zh: {
    zh: ["中文", "汉语", "华语"],
    en: ["英文", "英语"],
    ja: ["日文", "日语"],
    ko: ["韩文", "韩语"],
    fr: ["法文", "法语"],
    de: ["德文", "德语"],
    es: ["西班牙文", "西语"],
    ru: ["俄文", "俄语"],
    ar: ["阿拉伯文", "阿语"],
    mul: ["多语言", "多语种", "多语"],
  },
};
