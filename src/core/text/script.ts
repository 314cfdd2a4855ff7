/** Characters of one script only, the most frequent ones in news. */
const TRADITIONAL =
  /[國會議產業發關於來時們個這說體學導對經與為應區灣門長電務總東廣權開點實現後從機車書員問間題類當條準標認證護資質]/gu;
const SIMPLIFIED =
  /[国会议产业发关于来时们个这说体学导对经与为应区湾门长电务总东广权开点实现后从机车书员问间题类当条准标认证护资质]/gu;

/** Whether a Chinese text is written in simplified or traditional characters, by which it has more of; even: simplified. */
export function chineseScript(text: string): "zh-Hans" | "zh-Hant" {
  const traditional = text.match(TRADITIONAL)?.length ?? 0;
  return traditional > (text.match(SIMPLIFIED)?.length ?? 0) ? "zh-Hant" : "zh-Hans";
}
