import { readCases } from "../../../support/rendering-cases.ts";
import { NAMES } from "./names.ts";

export const PROTECTION = readCases(
  String.raw`
# 2.1 A right form protects what lies inside it.
2.1 | > Hong Kong Productivity Council [organisation]; productivity > output | productivity at the Hong Kong Productivity Council | output at the Hong Kong Productivity Council
2.1 | $MACAU; Macau > Macao [place] | Macau and the Macau Productivity and Technology Transfer Center | Macao and the Macau Productivity and Technology Transfer Center
2.1 | $MACAU; Macau > Macao [place] | Macau and the Macao Productivity and Technology Transfer Center | Macao and the Macau Productivity and Technology Transfer Center
2.1 | > University of Macau [organisation]; Macau > Macao [place] | the University of Macau in Macau | the University of Macau in Macao
2.1 | > new quality productive forces; forces > troops | The forces met New quality productive forces. | The troops met New quality productive forces.
2.1 | > Hong Kong Productivity Council [organisation]; productivity > output | the Hong Kong Productivity Council | =
2.1 | $MACAU; Macau > Macao [place] | the Macau Productivity and Technology Transfer Center | =
2.1 | > new quality productive forces; forces > troops | New quality productive forces, New Quality Productive Forces | =
2.1 | > council member organization; organization > body | council member organizations | =
2.1 | $MACAU; Macau > Macao [place] | MACAU PRODUCTIVITY AND TECHNOLOGY TRANSFER CENTER OPENS | =
2.1 | > the Alliance Council [organisation]; Alliance Council > Board | The Alliance Council met. | =
2.1 | > Bank of East Asia [organisation, short=BEA]; BEA > Bureau | BEA opened. | = | asks
# 2.2 A wrong form that is right for another concept acts only where the Chinese says so.
2.2 | > Legislative Assembly [organisation, id=mo, zh=立法會]; Legislative Assembly > Legislative Council [organisation, zh=香港立法会] | the Legislative Assembly | the Legislative Council | zh=香港立法会开会
2.2 | President > Executive Director [title, zh=总裁]; > President [title, zh=总统, id=p] | the President | the Executive Director | zh=总裁发言
2.2 | SFC > CSRC [organisation, zh=中国证监会]; > SFC [organisation, zh=香港证监会, id=s] | the SFC said | the CSRC said | zh=中国证监会说
2.2 | Li Xiaoming > Lee Siu-ming [person, zh=李小明]; > Li Xiaoming [person, zh=李晓明] | Li Xiaoming spoke. | Lee Siu-ming spoke. | zh=李小明发言。
2.2 | Zhang Wei > Cheung Wai [person, zh=张伟]; Zhang Wei > Chang Wei [person, zh=张威] | Zhang Wei spoke. | Chang Wei spoke. | zh=张威发言。
2.2 | Head > Director [title, zh=局长, scope=某局] | the Head | the Director | zh=某局局长
2.2 | > Legislative Assembly [organisation, id=mo]; Legislative Assembly > Legislative Council [organisation] | the Legislative Assembly | = | asks
2.2 | President > Executive Director [title]; > President [title, id=p] | the President | = | asks
2.2 | > Legislative Assembly [organisation, id=mo, zh=立法會]; Legislative Assembly > Legislative Council [organisation, zh=香港立法会] | the Legislative Assembly | = | zh=立法會開會
2.2 | Li Xiaoming > Lee Siu-ming [person, zh=李小明]; > Li Xiaoming [person, zh=李晓明] | Li Xiaoming met Li Xiaoming. | = | zh=李小明会见李晓明。 | asks
2.2 | $BUTT | Bi Jianwen spoke. | = | zh=闭建文发言。 | asks
2.2 | Head > Director [title, scope=某局] | the Head | = | asks
2.2 | Head > Director [title, zh=局长, scope=某局] | the Head | = | zh=别局局长 | asks
2.2 | Digital Port > Cyberport [place, zh=数码港]; > e-HKD [zh=数码港元] | Digital Port Dollar | = | zh=数码港元 | asks
2.2 | Zhang Wei > A [person]; Zhang Wei > B [person] | Zhang Wei spoke. | = | asks
2.2 | $NQPF; > develop new quality productive forces [policy, zh=发展新质生产力] | It has new quality productivity. | It has new quality productive forces. | zh=发展新质生产力
# 2.3 What nobody has confirmed is held whole, or asked about; nothing is invented.
2.3 | $CENTER; $NQPF | the Provincial New Quality Productivity Promotion Center and new quality productivity | the Provincial New Quality Productivity Promotion Center and new quality productive forces | asks
2.3 | production chain policy > industrial chain policy [policy, proposed]; production chain > industrial chain [policy] | the production chain policy | the industrial chain policy | asks
2.3 | Guan Zhiping > [person, proposed]; $BUTT | Guan Zhiping met Bi Jianwen. | Guan Zhiping met Mohamed Butt. | asks
2.3 | Bay Area > Greater Bay Area [place, proposed]; Area Fund > Fund [organisation]; $BUTT | Bi Jianwen of the Bay Area Fund | Mohamed Butt of the Bay Area Fund | asks
2.3 | old form > new [retired]; form > shape | an old form | an old shape
2.3 | Bay Area > Greater Bay; > Bay Area Fund [retired, organisation] | Bay Area Fund | Greater Bay Fund
2.3 | $CENTER; $NQPF | the Provincial New Quality Productivity Promotion Center | = | asks
2.3 | Guan Zhiping > [person, proposed] | Guan Zhiping spoke. | = | asks
2.3 | Guan Zhiping > [person] | Guan Zhiping spoke. | = | asks
2.3 | exhibition industry > MICE industry [policy, proposed] | the exhibition industry | = | asks
2.3 | domestic > the Mainland [place, proposed, zh=内地] | domestic sales rose | = | zh=销售增长 | asks
2.3 | old form > new [retired] | an old form | =
2.3 | common wealth > common prosperity [policy, proposed, zh=共同富裕] | the common wealth of nations | = | zh=各国的财富
# 2.4 A wrong form that differs by a hyphen only; a text that is right is left alone.
2.4 | $SINO | Sino Portuguese trade | Sino-Portuguese trade
2.4 | $SINO | Sino Portuguese and Sino-Portuguese | Sino-Portuguese and Sino-Portuguese
2.4 | high quality development > high-quality development [policy] | high quality development in Macao | high-quality development in Macao
2.4 | supply side reform > supply-side reform [policy] | the supply side reform | the supply-side reform
2.4 | Belt And Road > Belt and Road [policy] | the Belt And Road forum | the Belt and Road forum
2.4 | outlook new era > Outlook New Era [media] | the outlook new era website | the Outlook New Era website
2.4 | $SINO | a Sino-Portuguese platform | =
2.4 | high quality development > high-quality development [policy] | High-quality development is the aim. | =
2.4 | $SINO | SINO-PORTUGUESE FORUM | =
2.4 | $GBA | the Guangdong-Hong Kong-Macao Greater Bay Area | =
2.4 | $BUTT; $NQPF | Mohamed Butt spoke of new quality productive forces. | =
2.4 | outlook new era > Outlook New Era [media] | Outlook New Era reported it. | =
2.4 | supply side reform > supply-side reform [policy] | an overdue supply-side reform | =
`,
  NAMES,
);
