import { readCases } from "../../../support/rendering-cases.ts";
import { NAMES } from "./names.ts";

export const CAPITALS = readCases(
  String.raw`
# 3.1 The start of a sentence; capitals that the glossary itself writes say nothing about the place.
3.1 | $NQPF | New quality productivity rose. | New quality productive forces rose.
3.1 | $NQPF | “New quality productivity rose.” | “New quality productive forces rose.”
3.1 | $NQPF | (New quality productivity rose.) | (New quality productive forces rose.)
3.1 | $NQPF | He left. New quality productivity rose. | He left. New quality productive forces rose.
3.1 | $FIRM | He asked: “Enterprise first?” | He asked: “Company first?”
3.1 | $NQPF | Policy: New quality productivity rises | Policy: New quality productive forces rises | headline | check
3.1 | $FIRM | First, act; Secondly, wait; Enterprise law matters. | First, act; Secondly, wait; Company law matters.
3.1 | Legislature > legislative council | Members of the Legislature voted. | Members of the legislative council voted.
3.1 | Legislature > legislative council | Legislature members voted. | Legislative council members voted.
3.1 | Alliance Board of Directors > the Alliance Council [organisation] | Alliance Board of Directors met. | The Alliance Council met.
3.1 | Chinese characteristic socialism > socialism with Chinese characteristics [policy] | Chinese characteristic socialism has roots. | Socialism with Chinese characteristics has roots.
3.1 | $EHKD | Digital Port Dollar is a pilot. | e-HKD is a pilot.
3.1 | $TRADE | Trade link opened in 2018. | eTradeConnect opened in 2018.
3.1 | $NQPF | the aim: new quality productivity | the aim: new quality productive forces
3.1 | Director-general > chairman [title] | The alliance, Director-general Li said, grew. | The alliance, chairman Li said, grew.
3.1 | $NQPF | New quality productive forces rose. | =
3.1 | $EHKD | e-HKD is a pilot. | =
3.1 | $TRADE | eTradeConnect opened in 2018. | =
3.1 | $FIRM | Company law matters. company law matters | =
3.1 | > legislative council; Council > board [exact] | Legislative council members voted. | =
3.1 | $BUTT | He left. Mohamed Butt rose. | =
3.1 | $FIRM | “Companies first,” he said. | =
3.1 | > socialism with Chinese characteristics [policy]; socialism > collectivism | Socialism with Chinese characteristics has roots. | =
3.1 | $CYBERPORT | “Cyberport grows,” he said. | =
3.1 | > e-HKD; HKD > dollar [exact] | e-HKD rose. | =
# 3.2 Title Case in headlines and names.
3.2 | $NQPF | New Quality Productivity in the Bay | New Quality Productive Forces in the Bay
3.2 | $NQPF | Premier Stresses New Quality Productivity | Premier Stresses New Quality Productive Forces | headline
3.2 | $FIRM | Enterprise Law Passed in Macao | Company Law Passed in Macao | headline
3.2 | enterprise > member company | Enterprises Go Global From Macao | Member Companies Go Global From Macao | headline
3.2 | enterprise > member company | Enterprises go global from Macao | Member companies go global from Macao | headline
3.2 | high quality development > high-quality development [policy] | High Quality Development Starts Here | High-Quality Development Starts Here | headline
3.2 | production chain > chain of industry | The Production Chain Grows | The Chain of Industry Grows | headline
3.2 | achievement transformation > application of findings | Achievement Transformation Speeds Up | Application of Findings Speeds Up | headline
3.2 | $BUTT | Bi Jianwen Meets Young Founders | Mohamed Butt Meets Young Founders | headline
3.2 | $EHKD | Digital Port Dollar Pilot Extended | e-HKD Pilot Extended | headline
3.2 | $INVEST | Investment Promotion Agency Opens Office | InvestHK Opens Office | headline
3.2 | $GBA | Great Bay Area Cities Grow | Guangdong-Hong Kong-Macao Greater Bay Area Cities Grow | headline
3.2 | $NQPF | New Quality Productive Forces in the Bay | = | headline
3.2 | $EHKD | Bank Tests e-HKD in Shops | = | headline
3.2 | $TRADE | New Banks Join eTradeConnect | = | headline
3.2 | high quality development > high-quality development [policy] | High-Quality Development Starts Here | = | headline
3.2 | > new quality productive forces; forces > troops | New Quality Productive Forces Grow | = | headline
3.2 | > Centro de Produtividade de Macau [organisation]; de Macau > from Macao | Centro de Produtividade de Macau Opens | = | headline
3.2 | $FIRM | Companies Go Global | = | headline
3.2 | $INVEST | InvestHK Opens Office in Dubai | = | headline
3.2 | $SINO | Sino-Portuguese Forum Opens in Macao | = | headline
# 3.3 All capitals; names keep what is written with capitals inside.
3.3 | $NQPF | NEW QUALITY PRODUCTIVITY UP | NEW QUALITY PRODUCTIVE FORCES UP
3.3 | $BUTT | BI JIANWEN SPEAKS | MOHAMED BUTT SPEAKS
3.3 | $INVEST | INVESTMENT PROMOTION AGENCY OPENS OFFICE | InvestHK OPENS OFFICE
3.3 | $EHKD | DIGITAL PORT DOLLAR TESTED | e-HKD TESTED
3.3 | $TRADE | BANKS JOIN TRADE LINK | BANKS JOIN eTradeConnect
3.3 | $FIRM | NEW ENTERPRISE LAW PASSED | NEW COMPANY LAW PASSED
3.3 | $UNIT | DIRECTOR UNITS MEET IN MACAO | COUNCIL MEMBER ORGANIZATIONS MEET IN MACAO
3.3 | $SME | SMALL BUSINESSES GET HELP | SMEs GET HELP
3.3 | plan > idea | NEW PLAN UNVEILED | NEW IDEA UNVEILED
3.3 | GBA > Greater Bay Area [place] | MACAO AND GBA GROW FAST | MACAO AND GREATER BAY AREA GROW FAST
3.3 | GBA > Greater Bay Area [place] | Macao and the GBA grow. | Macao and the Greater Bay Area grow.
3.3 | $NQPF | NEW QUALITY PRODUCTIVE FORCES UP | =
3.3 | $BUTT | MOHAMED BUTT SPEAKS | =
3.3 | $MACAU; Macau > Macao [place] | NEW HEAD FOR MACAU PRODUCTIVITY AND TECHNOLOGY TRANSFER CENTER | =
3.3 | $INVEST | InvestHK OPENS OFFICE IN DUBAI | =
3.3 | $EHKD | e-HKD TESTED IN SHOPS | =
3.3 | $SINO | SINO-PORTUGUESE FORUM OPENS | =
3.3 | > SMEs; sme > small firm | SMEs GET HELP IN MACAO | =
3.3 | > new quality productive forces; forces > troops | NEW QUALITY PRODUCTIVE FORCES GROW | =
3.3 | IT > information technology | MAKE IT NEW | = | asks
3.3 | WHO > World Health Organization [organisation] | WHO WILL WIN THE RACE? | = | asks
3.3 | US > United States [place] | A sign said “GIVE US MORE” in red. | = | asks
3.3 | IT > information technology | He said IT MUST GO. | = | asks
3.3 | US > United States [place] | in the US IT sector | in the United States IT sector
3.3 | WHO > World Health Organization [organisation] | WHO CHIEF VISITS MACAO | = | asks
3.3 | FSA > HKMA [organisation] | FSA WILL RAISE RATES | HKMA WILL RAISE RATES
# 3.10 A common noun with a capital among capitalised words is part of a name that somebody gave.
3.10 | $FIRM | The crew of the Starship Enterprise met an enterprise. | The crew of the Starship Enterprise met a company. | asks
3.10 | $NQPF | New Quality Productivity in Macao | New Quality Productive Forces in Macao
3.10 | $NQPF | He spoke of New Quality Productivity in Macao. | He spoke of New Quality Productive Forces in Macao.
3.10 | $FIRM | And Enterprises grew in Macao. | And Companies grew in Macao.
3.10 | $FIRM | Enterprises in Macao and enterprises in Hong Kong grew. | Companies in Macao and companies in Hong Kong grew.
3.10 | $NQPF | In Macao New quality productivity grew. | In Macao New quality productive forces grew.
3.10 | $FIRM | Enterprises of Macao grew. | Companies of Macao grew.
3.10 | one country two systems > One Country, Two Systems [policy] | the One Country Two Systems Forum | the One Country, Two Systems Forum
3.10 | northern metro area > Northern Metropolis [place] | the Northern Metro Area Office | the Northern Metropolis Office
3.10 | deputy chairman of directors > vice-chairman [title] | He met Deputy Chairman of Directors Li. | He met Vice-Chairman Li.
3.10 | $FIRM | Macao Enterprises Go Global | Macao Companies Go Global | headline
3.10 | $FIRM | China’s Enterprise law and chinese enterprises | China’s Company law and chinese companies
3.10 | $FIRM | the Starship Enterprise | = | asks
3.10 | $FIRM | Enterprise Law matters to all. | = | asks
3.10 | $FIRM | He leads the Ministry of Enterprise in Rome. | = | asks
3.10 | $FIRM | the Enterprise and Innovation Fund | = | asks
3.10 | $NQPF | the New Quality Productivity Center | = | asks
3.10 | $NQPF | Guangdong New-Quality Productivity Forum opened. | = | asks
3.10 | $SME | the Small Business Bank of Macao | = | asks
3.10 | $PLAN | the Macao Old Plan Museum | = | asks
3.10 | $FIRM | the Macao Company Law | =
`,
  NAMES,
);
