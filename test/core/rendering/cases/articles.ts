import { readCases } from "../../../support/rendering-cases.ts";
import { NAMES } from "./names.ts";

export const ARTICLES = readCases(
  String.raw`
# 3.6 a and an beside the change, by sound; none before a plural.
3.6 | $PLAN | It is an old plan, as an user said. | It is a new plan, as an user said.
3.6 | plan > idea | A plan and a plan | An idea and an idea
3.6 | plan > hour | a plan | an hour
3.6 | agency > university | an agency | a university
3.6 | agency > one-off | an agency | a one-off
3.6 | bureau > SME | a bureau | an SME
3.6 | bureau > MP | a bureau | an MP
3.6 | bureau > HKMA office | a bureau | an HKMA office
3.6 | agency > NATO base | an agency | a NATO base
3.6 | agency > UN body | an agency | a UN body
3.6 | period > 8-day week | a period | an 8-day week
3.6 | agency > FAQ [a] | an agency | a FAQ
3.6 | bureau > NPF office [an] | a bureau | an NPF office
3.6 | $NQPF | It is a new quality productivity. | It is new quality productive forces.
3.6 | $NQPF | A new quality productivity is born. | New quality productive forces are born.
3.6 | $FIRM | an enterprise, AN ENTERPRISE LAW | a company, A COMPANY LAW
3.6 | $PLAN | an "old plan" for the bay | a "new plan" for the bay
3.6 | tool set > equipment | He bought a tool set. | He bought equipment.
3.6 | $STAFF | A working unit met. | Staff met.
3.6 | $STAFF | This is a working unit. | This is staff.
3.6 | $STAFF | a working unit leader | a staff leader
3.6 | $NQPF | a new quality productivity index | a new quality productive forces index
3.6 | $PLAN | a new plan, an user | =
3.6 | $STAFF | The board has a staff of nine, and a staff leader. | =
3.6 | $PLAN | Vitamin A, Plan B and an idea | =
3.6 | plan > idea | Class A plans | Class A ideas
3.6 | > SME; small > tiny | an SME and a university | =
3.6 | agency > university | a university, an hour | =
3.6 | $FIRM | a company and an old company | =
3.6 | $NQPF | a new quality productive forces index | =
3.6 | $PLAN | an MP, a UN body and an 8-day week | =
3.6 | > one-off; one > two [exact, proposed] | a one-off | =
3.6 | > Hong Kong Monetary Authority [organisation, short=HKMA]; Monetary > Money [exact] | an HKMA report | =
3.6 | $SINO | a Sino-Portuguese hour | =
# 3.7 A verb right behind agrees; what lies further off is pointed out.
3.7 | $NQPF | New quality productivity is key. | New quality productive forces are key.
3.7 | $NQPF | The new quality productivity was weak. | The new quality productive forces were weak.
3.7 | $NQPF | In Macao, new quality productivity has grown. | In Macao, new quality productive forces have grown.
3.7 | $NQPF | He said that new quality productivity does matter. | He said that new quality productive forces do matter.
3.7 | $NQPF | New quality productivity isn't new. | New quality productive forces aren't new.
3.7 | $NQPF | New quality productivity doesn’t wait. | New quality productive forces don’t wait.
3.7 | $NQPF | NEW QUALITY PRODUCTIVITY IS KEY | NEW QUALITY PRODUCTIVE FORCES ARE KEY
3.7 | $NQPF | New quality productivity rises. | New quality productive forces rises. | check
3.7 | $NQPF | New quality productivity also is key. | New quality productive forces also is key. | check
3.7 | $NQPF | This new quality productivity grew. | These new quality productive forces grew.
3.7 | $NQPF | This new quality productivity is key. | These new quality productive forces are key.
3.7 | $NQPF | THIS NEW QUALITY PRODUCTIVITY IS KEY | THESE NEW QUALITY PRODUCTIVE FORCES ARE KEY
3.7 | $NQPF | the role of that new quality productivity | the role of those new quality productive forces
3.7 | $NQPF | This new quality productivity rises. | These new quality productive forces rises. | check
3.7 | $NQPF | Every new quality productivity is key. | Every new quality productive forces are key. | check
3.7 | $NQPF | He said that new quality productivity grew. | He said that new quality productive forces grew.
3.7 | $NQPF | Is this new quality productivity? | Is this new quality productive forces? | check
3.7 | $NQPF | That new quality productivity is key. | That new quality productive forces are key. | check
3.7 | $NQPF | This new quality productivity index grew. | This new quality productive forces index grew. | check
3.7 | tool set > equipment | These tool sets are old. | This equipment is old.
3.7 | consensuses > consensus | a series of consensuses | a series of consensus | check
3.7 | consensuses > consensus | two consensuses | two consensus | check
3.7 | tool set > equipment | several new tool sets | several new equipment | check
3.7 | $NQPF | There is much new quality productivity in Macao. | There is much new quality productive forces in Macao. | check
3.7 | $NQPF | New quality productivity, which is key, grew. | New quality productive forces, which is key, grew. | check
3.7 | $NQPF | New quality productivity, which he praised, grew. | New quality productive forces, which he praised, grew.
3.7 | $NQPF | The level of new quality productivity is high. | The level of new quality productive forces is high.
3.7 | $NQPF | Developing new quality productivity is key. | Developing new quality productive forces is key.
3.7 | $NQPF | The plan to develop new quality productivity has begun. | The plan to develop new quality productive forces has begun.
3.7 | $NQPF | New quality productivity will grow. | New quality productive forces will grow.
3.7 | $NQPF | New quality productivity improved. | New quality productive forces improved.
3.7 | $UNIT | The director units have met. | The council member organizations have met.
3.7 | $STAFF | The working units are paid. | The staff are paid.
3.7 | $NQPF | New quality productive forces are key. | =
3.7 | $NQPF | These new quality productive forces grew, and this is key. | =
3.7 | $NQPF | This is what those new quality productive forces do. | =
3.7 | consensuses > points of consensus | They reached a consensus on a series of plans. | =
3.7 | $NQPF | The level of new quality productive forces is high. | =
3.7 | $NQPF | Developing new quality productive forces has begun. | =
3.7 | $NQPF | Productivity is key, and quality has grown. | =
3.7 | $FIRM | The company is new and has grown. | =
3.7 | $UNIT | The council member organizations have met. | =
3.7 | $STAFF | The staff is paid, the staff are paid. | =
3.7 | $NQPF | This is what new quality productive forces do. | =
3.7 | $NQPF | New quality productive forces aren’t new. | =
3.7 | $NQPF | NEW QUALITY PRODUCTIVE FORCES ARE KEY | =
3.7 | $SOCIETY | A moderately prosperous society is near. | =
3.7 | $FINDINGS | The commercialization of research findings is slow. | =
3.7 | $STANDARD | Association standards are few. | =
# 3.8 "the" gained or lost with a name.
3.8 | $INVEST | The Investment Promotion Agency said so. | InvestHK said so.
3.8 | $INVEST | a report by the Investment Promotion Agency | a report by InvestHK
3.8 | $INVEST | the Investment Promotion Agency's plan | InvestHK's plan
3.8 | $INVEST | the Investment Promotion Agency office | the InvestHK office
3.8 | $CYBERPORT | firms in the Digital Port, and others | firms in Cyberport, and others
3.8 | $COUNCIL | a report by Hong Kong Productivity Promotion Bureau | a report by the Hong Kong Productivity Council
3.8 | $COUNCIL | Hong Kong Productivity Promotion Bureau said so. | The Hong Kong Productivity Council said so.
3.8 | $COUNCIL | the President of Hong Kong Productivity Promotion Bureau, Mohamed Butt | the President of the Hong Kong Productivity Council, Mohamed Butt
3.8 | $COUNCIL | Hong Kong Productivity Promotion Bureau Chairman Li | Hong Kong Productivity Council Chairman Li
3.8 | $COUNCIL | its Hong Kong Productivity Promotion Bureau | its Hong Kong Productivity Council
3.8 | $COUNCIL | Hong Kong Productivity Promotion Bureau said to cut costs | Hong Kong Productivity Council said to cut costs | headline
3.8 | $COUNCIL | the Hong Kong Productivity Promotion Bureau | the Hong Kong Productivity Council
3.8 | $COUNCIL | Hong Kong Productivity Promotion Bureau | Hong Kong Productivity Council | caption
3.8 | $AUTHORITY | the former Gold Authority, two Gold Authority men | the former Hong Kong Monetary Authority, two Hong Kong Monetary Authority men
3.8 | the bureau > Hong Kong Productivity Council [organisation, with] | Staff joined the bureau in May. | Staff joined the Hong Kong Productivity Council in May.
3.8 | $INVEST | a report by the InvestHK | =
3.8 | $INVEST | InvestHK said so. | =
3.8 | $COUNCIL | a report by Hong Kong Productivity Council | =
3.8 | $COUNCIL | The Hong Kong Productivity Council said so. | =
3.8 | $INVEST | the InvestHK office and the agency | =
3.8 | $CYBERPORT | firms in Cyberport, and the port | =
3.8 | $AUTHORITY | Hong Kong Monetary Authority report | =
3.8 | $AUTHORITY | by the Hong Kong Monetary Authority | =
3.8 | $COUNCIL | Hong Kong Productivity Council Cuts Costs | = | headline
3.8 | $COUNCIL | a Hong Kong Productivity Council report | =
# 3.9 What would stand twice: the, an acronym, a word of the name.
3.9 | Board > the Council [organisation] | The Board met the Board. | The Council met the Council.
3.9 | Board > the Council [organisation] | its Board and China's Board | its Council and China's Council
3.9 | Board > the Council [organisation] | An old friend, a Board, left. | An old friend, the Council, left.
3.9 | $NAMI | the Institute of Nano Materials (NAMI) grew | the Nano and Advanced Materials Institute (NAMI) grew
3.9 | $NAMI | the Institute of Nano Materials (NAMI) (NAMI) grew | the Nano and Advanced Materials Institute (NAMI) grew
3.9 | Productivity Bureau > HKPC [organisation] | the Productivity Bureau (HKPC) grew | the HKPC grew
3.9 | $NAMIBARE | the Institute of Nano Materials (NAMI) grew | the Nano and Advanced Materials Institute (NAMI) grew
3.9 | Bi > Mr Butt [person] | Mr Bi spoke, and Bi left. | Mr Butt spoke, and Mr Butt left.
3.9 | Productivity Bureau > Hong Kong Productivity Council [organisation] | the Hong Kong Productivity Bureau | the Hong Kong Productivity Council
3.9 | Five Year > Five-Year Plan [policy] | the Five Year Plan | the Five-Year Plan
3.9 | community of human destiny > a community with a shared future [policy] | build a community of human destiny | build a community with a shared future
3.9 | community of human destiny > a community with a shared future [policy] | the community of human destiny | the community with a shared future
3.9 | community of human destiny > a community with a shared future [policy] | build community of human destiny | build a community with a shared future
3.9 | Board > the Council [organisation] | The Council met the Council. | =
3.9 | $NAMI | the Nano and Advanced Materials Institute (NAMI) (NAMI) grew | =
3.9 | $NAMI | the Nano and Advanced Materials Institute (NAMI) grew | =
3.9 | $PLAN | It was the the new plan. | =
3.9 | > Hong Kong Productivity Council [organisation]; Productivity Council > Bureau | the Hong Kong Productivity Council | =
3.9 | community of human destiny > a community with a shared future [policy] | build a community with a shared future | =
3.9 | $NAMIBARE | NAMI (NAMI) and the the end | =
3.9 | Bi > Mr Butt [person] | Mr Mr Butt spoke. | =
3.9 | Five Year > Five-Year Plan [policy] | the Five-Year Plan plan | =
3.9 | Productivity Bureau > HKPC [organisation] | HKPC (HKPC) grew | =
`,
  NAMES,
);
