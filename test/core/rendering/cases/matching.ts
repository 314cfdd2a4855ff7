import { readCases } from "../../../support/rendering-cases.ts";
import { NAMES } from "./names.ts";

export const MATCHING = readCases(
  String.raw`
# 1.1 Whole words, by Unicode.
1.1 | $BUTT | Bi Jianwen said so. | Mohamed Butt said so.
1.1 | $BUTT | “Bi Jianwen”, said (Bi Jianwen). | “Mohamed Butt”, said (Mohamed Butt).
1.1 | $BUTT | 毕坚文Bi Jianwen说 | 毕坚文Mohamed Butt说
1.1 | $BUTT | Bi Jianwen/Luo Guancong | Mohamed Butt/Luo Guancong
1.1 | Wangjiao > Mong Kok [place] | the Wangjiao-based shop | the Mong Kok-based shop
1.1 | Dangzai > Taipa [place] | Dangzai, Coloane and Dangzai. | Taipa, Coloane and Taipa.
1.1 | $BUTT | Abi Jianwen and Bi Jianwens left. | =
1.1 | productivity > output | Productivityville, unproductivity | =
1.1 | Le Orloff > Le Houérou [person] | ÀLe Orloff met Le Orloffé. | =
1.1 | $BUTT | Bi_Jianwen and Bi Jianwen2 | =
1.1 | Aomen > Macao [place] | Aomens and Xaomen | =
1.1 | rate > charge | corporate strategy, accelerated growth | =
1.1 | productivity > output | productivity products | output products
# 1.2 Leftmost, then longest; one pass, no cascade.
1.2 | $NQPF; develop new quality productivity > foster new quality productive forces [policy] | to develop new quality productivity | to foster new quality productive forces
1.2 | Gold Authority > Monetary Authority [organisation]; Authority Office > Agency [organisation] | the Gold Authority Office | the Monetary Authority Office
1.2 | Hong Kong > HK [place]; Hong Kong Science Garden > Hong Kong Science Park [place] | Hong Kong and the Hong Kong Science Garden | HK and the Hong Kong Science Park
1.2 | aaa > bbb; bbb > ccc | aaa | bbb
1.2 | Aomen > Macao [place]; Macao > Macau [place, proposed] | Aomen | Macao
1.2 | President Office > Office A; Office Building > Block B | President Office Building | Office A Building
1.2 | a b > X; a b c > Y | a b c | Y
1.2 | alpha > beta; beta > alpha | alpha | = | asks
1.2 | beta gamma > Y; alpha beta > Z [proposed, organisation] | alpha beta gamma | = | asks
1.2 | > Bank of China [organisation]; China Tower > CT | Bank of China Tower | =
1.2 | Bay Area > Gulf; > Greater Bay Area [place] | the Greater Bay Area | =
1.2 | $GBA; Bay Area > Greater Bay Area [place, id=x] | the Greater Bay Area | =
1.2 | > new quality productive forces; forces > troops | the new quality productive forces | =
# 1.3 Space, hyphen, en dash, no-break space and line break between words are alike; a blank line or a mark is not.
1.3 | $BUTT | Bi-Jianwen came. | Mohamed Butt came.
1.3 | $BUTT | Bi\u00A0Jianwen came. | Mohamed Butt came.
1.3 | $BUTT | Bi  Jianwen came. | Mohamed Butt came.
1.3 | $GBA | the Guangdong–Hong Kong–Macao Great Bay Area | the Guangdong-Hong Kong-Macao Greater Bay Area
1.3 | 15th Five Year Plan > 15th Five-Year Plan [policy] | the 15th Five–Year Plan | the 15th Five-Year Plan
1.3 | 15th Five Year Plan > 15th Five-Year Plan [policy] | the 15th Five\u2011Year Plan | =
1.3 | innovation driven strategy > innovation-driven strategy | an innovation driven strategy | an innovation-driven strategy
1.3 | $BUTT | Bi, Jianwen and Bi. Jianwen | =
1.3 | $BUTT | Bi\n\nJianwen | =
1.3 | $BUTT | Bi – Jianwen, Bi—Jianwen | =
1.3 | $BUTT | BiJianwen | =
1.3 | $SINO | Sino/Portuguese | =
1.3 | one country two systems > One Country, Two Systems [policy] | One country. Two systems. | =
1.3 | $BUTT | \uFEFFBi\u00A0Jianwen\r\n\r\n\tsaid  so. \r\n | \uFEFFMohamed Butt\r\n\r\n\tsaid  so. \r\n
1.3 | $GBA | the Guangdong Hong Kong Macao Greater Bay Area | the Guangdong-Hong Kong-Macao Greater Bay Area
# 1.4 Composed and decomposed letters are alike, and so are the kinds of apostrophe and quotation mark.
1.4 | Le Houérou Philip > Philippe Le Houérou [person] | Le Houe\u0301rou Philip spoke. | Philippe Le Houérou spoke.
1.4 | Le Houe\u0301rou Philip > Philippe Le Houérou [person] | Le Hou\u00E9rou Philip spoke. | Philippe Le Houérou spoke.
1.4 | Jiang Wan'an > Chiang Wan-an [person] | Jiang Wan’an spoke. | Chiang Wan-an spoke.
1.4 | Jiang Wan’an > Chiang Wan-an [person] | Jiang Wan'an spoke. | Chiang Wan-an spoke.
1.4 | "two hundred years" goals > Two Centenary Goals [policy] | the “two hundred years” goals | the Two Centenary Goals
1.4 | people's congress hall > Great Hall of the People [place] | the people’s congress hall | the Great Hall of the People
1.4 | Le Houérou > Houérou | Le Houerou spoke. | =
1.4 | Jiang Wanan > Chiang Wan-an [person] | Jiang Wan’an spoke. | =
1.4 | > People's Daily [media]; daily > journal | People’s Daily | =
1.4 | > Le Hou\u00E9rou; Houérou > Smith | Le Houe\u0301rou | =
1.4 | Xi'an City > Xi’an [place] | Xian City | =
# 1.5 Wrong forms fold capitals, but for short ones, acronyms and one capitalised everyday word; "case" decides before that.
1.5 | IT > information technology | It is IT. | It is information technology.
1.5 | WHO > World Health Organization [organisation] | Those who asked the WHO. | Those who asked the World Health Organization.
1.5 | President > Executive Director [title] | The president met the President. | The president met the Executive Director.
1.5 | northern metro area > Northern Metropolis [place] | the Northern Metro Area | the Northern Metropolis
1.5 | FSA > HKMA [organisation] | the FSA said | the HKMA said
1.5 | $BUTT | bi jianwen | Mohamed Butt
1.5 | president > Executive Director [title, fold] | the President | the Executive Director
1.5 | IT > information technology | It is what it is. | =
1.5 | WHO > World Health Organization [organisation] | Who asked those who came? | =
1.5 | Xi > Shaanxi [place] | a xi bar, chi and xi | =
1.5 | CAR > Central African Republic [place] | The car is red. Car sales fell. | =
1.5 | Governor > Chief Executive [title] | the governor of a province | =
1.5 | Bond Street > Bond Connect [exact] | the bond street traders | =
1.5 | Peg > Linked Exchange Rate System | to peg the currency | =
# 1.6 Never in addresses, handles, hashtags, file names and code.
1.6 | $BUTT | See https://a.cn/bi-jianwen and Bi Jianwen. | See https://a.cn/bi-jianwen and Mohamed Butt.
1.6 | Aomen > Macao [place] | Write to aomen@aomen.mo in Aomen. | Write to aomen@aomen.mo in Macao.
1.6 | Aomen > Macao [place] | Aomen (www.aomen.mo) | Macao (www.aomen.mo)
1.6 | Aomen > Macao [place] | #Aomen today, Aomen tomorrow | #Aomen today, Macao tomorrow
1.6 | Aomen > Macao [place] | Aomen, not aomen.pdf | Macao, not aomen.pdf
1.6 | Aomen > Macao [place] | https://www.aomen.mo/Aomen?q=Aomen | =
1.6 | Aomen > Macao [place] | news@aomen.com.mo | =
1.6 | Aomen > Macao [place] | @Aomen and @aomen_news | =
1.6 | Aomen > Macao [place] | #Aomen | =
1.6 | Aomen > Macao [place] | Open aomen-plan.docx or Aomen.jpg. | =
1.6 | Aomen > Macao [place] | type \u0060set Aomen\u0060 | =
# 1.7 An apostrophe inside a word joins it; a possessive and a shortened verb are no part of it, nor are quotation marks.
1.7 | Wan > Macao [exact, place] | Wan's and Wan’s streets | Macao's and Macao’s streets
1.7 | Wan > Macao [exact, place] | WAN and Wan, then ‘Wan’ and 'Wan'. | WAN and Macao, then ‘Macao’ and 'Macao'.
1.7 | $BUTT | Bi Jianwen’ll stay, Bi Jianwen'd go. | Mohamed Butt’ll stay, Mohamed Butt'd go.
1.7 | Xi'an City > Xi’an [place] | Xi'an City and Xi’an City’s walls | Xi’an and Xi’an’s walls
1.7 | Aomen > Macao [place] | called‘Aomen’and “Aomen” | called‘Macao’and “Macao”
1.7 | $STAFF | the working units' pay | the staff's pay
1.7 | Wan > Macao [exact, place] | Jiang Wan’an and Jiang Wan'an spoke. | =
1.7 | Wan > Macao [exact, place] | He read ‘Wan’an at Night’ and 'Wan'an'. | =
1.7 | an > and [exact] | Wan’an, Xi‘an and Yan'an | =
1.7 | Xi > Shaanxi [place] | Xi’an, Xi'an and XI’AN | =
1.7 | Brien > Bryan [person, exact] | O’Brien and O'Brien met. | =
1.7 | Chang > Cheung [person, exact] | Chang’e and Chang'er landed. | =
1.7 | can > may | They can't and won’t. | =
`,
  NAMES,
);
