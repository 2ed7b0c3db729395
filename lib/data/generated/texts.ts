/** Names that are all different, in both languages, made of syllables and characters; the same number has always the same. */

const consonants = "b d f g h j k l m n p r s t v w x z".split(" ");
const vowels = ["a", "e", "i", "o", "u"];
const syllables = consonants.flatMap((consonant) => vowels.map((vowel) => consonant + vowel));
/** Common in names, and with readings of their own. */
const characters = [
  ..."天地云海山河星光明月风雷松竹梅兰龙凤鹤鹿书文言语思智慧知学问道德仁义礼信和平安宁康健华夏江湖川原林泉石金银铜铁玉珠宝珍琴棋诗画春夏秋冬晨夕朝暮东西南北中上下左右前后远近高低长短大小多少新旧古今青红黄绿蓝紫白黑千百万亿",
];

/** A prime that shares no factor with either base, so that numbers next to each other look nothing alike. */
const stride = 7_368_787;

function digits(number: number, base: number, count: number): number[] {
  const all = base ** count;
  let rest = (number * stride + 12_345) % all;
  const found: number[] = [];
  for (let i = 0; i < count; i++) {
    found.push(rest % base);
    rest = Math.floor(rest / base);
  }
  return found;
}

/** Lower-case letters; of numbers below 65 million, no two are the same. */
export const syllableName = (number: number): string =>
  digits(number, syllables.length, 4)
    .map((digit) => syllables[digit])
    .join("");

/** Four characters; of numbers below 100 million, no two are the same. */
export const characterName = (number: number): string =>
  digits(number, characters.length, 4)
    .map((digit) => characters[digit])
    .join("");

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
