/** Tables about Chinese names; all characters simplified. */

/** Surnames of one character, the common ones. */
export const SURNAMES: ReadonlySet<string> = new Set(
  "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文毕温柯阮霍简莫聂殷鲍甘庞欧詹翁关游岑冼麦容卓骆符邢裴倪凌施颜陶柳洪齐伍葛严华管季俞章鲁祝左涂焦纪",
);

/** Surnames of two characters. */
export const DOUBLE_SURNAMES: readonly string[] =
  "欧阳 司马 上官 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 宇文 长孙 端木 南宫 西门 独孤".split(" ");

/** What follows or precedes the name of a person. */
export const PERSON_TITLES: readonly string[] = (
  "先生 女士 小姐 博士 教授 主席 副主席 总裁 副总裁 部长 副部长 局长 副局长 司长 处长 署长 行长 副行长 总统 总理 首相 院长 校长 " +
  "主任 副主任 书记 副书记 市长 副市长 省长 议员 大使 发言人 导演 演员 记者 编辑 董事长 总经理 秘书长 会长 理事长 队长 教练 律师 专员 委员 同志 将军 司令 特首 行政长官"
).split(" ");

/** Verbs that follow the name of a person who speaks. */
export const PERSON_VERBS: readonly string[] =
  "表示 说 指出 认为 强调 介绍 称 透露 告诉 坦言 回应 宣布 主持 出席 发表".split(" ");

/** What the names of organisations end in. */
export const ORGANISATION_ENDINGS: readonly string[] = (
  "委员会 研究中心 中心 协会 学会 公会 商会 联合会 基金会 理事会 联盟 研究所 研究院 学院 大学 医院 银行 公司 集团 办公室 办事处 " +
  "管理局 总局 事务所 出版社 交易所 博物馆 实验室 电视台 通讯社 工作组 专责小组 局 署"
).split(" ");

/** Words that are in no name of an organisation and end it on the left. */
export const NO_NAME_CHARACTERS: ReadonlySet<string> = new Set(
  "的了在和与及是对由向为将把被从到等以于其该此各本这那有而或并就也又不都还让使给跟同按据自上下内外中后前时年月日多个些每另某两三一".split(
    "",
  ),
);

/** Words before a name that say where a person is from. */
export const REGION_WORDS: readonly (readonly [
  "hong-kong" | "macao" | "taiwan" | "singapore" | "foreign",
  RegExp,
])[] = [
  ["hong-kong", /香港|港府|特首|金管局|港大|港交所|九龙|新界|立法会/],
  ["macao", /澳门/],
  ["taiwan", /台湾|台北|高雄|台中|台南|新北|国民党|民进党/],
  ["singapore", /新加坡|狮城/],
  ["foreign", /日本|韩国|朝鲜|越南|马来西亚|泰国|印尼|菲律宾|美籍|华裔|东京|首尔|汉城/],
];

/** How Hong Kong writes the characters of names, by ear and habit; the commoner spelling first. */
export const CANTONESE: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "陈:chan 李:lee/li 黄:wong 王:wong 张:cheung 林:lam 吴:ng 梁:leung 郑:cheng 何:ho 刘:lau 罗:law/lo 谢:tse 郭:kwok 冯:fung " +
    "叶:yip/ip 邓:tang 曾:tsang 周:chow/chau 朱:chu 徐:chui/tsui 许:hui 杨:yeung/young 苏:so 蔡:choi/tsoi 马:ma 潘:poon/pun 卢:lo " +
    "余:yu/yue 钟:chung 胡:wu/woo 高:ko 彭:pang 萧:siu 董:tung 方:fong 江:kong 戴:tai 曹:tso/cho 邱:yau 袁:yuen 唐:tong 麦:mak 关:kwan " +
    "温:wan 莫:mok 霍:fok 简:kan 欧:au 阮:yuen/un 赵:chiu 孙:suen/sun 宋:sung 韩:hon 程:ching 吕:lui 沈:shum/sum 任:yam 汤:tong 伍:ng " +
    "家:ka 明:ming 文:man 伟:wai 德:tak 霖:lam 国:kwok 华:wah/wa 志:chi 强:keung 荣:wing 永:wing 英:ying 美:mei 慧:wai 玲:ling 俊:chun " +
    "杰:kit 健:kin 建:kin 光:kwong 辉:fai 雄:hung 成:shing 胜:shing 良:leung 安:on 平:ping 生:sang 昌:cheung 昭:chiu 超:chiu 敏:man " +
    "丽:lai 芳:fong 仪:yee 怡:yee 淑:suk 婉:yuen 嘉:ka 豪:ho 耀:yiu 祥:cheung 达:tat 恒:hang 衡:hang 才:choi 权:kuen 泉:chuen 波:bor/po " +
    "子:tsz/chi 思:sze 诗:sze 宇:yu 宏:wang 雅:nga 颖:wing 琳:lam 珊:shan 瑞:sui 信:shun 学:hok 海:hoi 东:tung 天:tin 太:tai 小:siu 月:yuet"
  )
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);
