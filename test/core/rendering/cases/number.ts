import { readCases } from "../../../support/rendering-cases.ts";
import { NAMES } from "./names.ts";

export const NUMBER = readCases(
  String.raw`
# 3.4 Possessives, in the apostrophe that stands there.
3.4 | $NQPF | new quality productivity's role | new quality productive forces' role
3.4 | $NQPF | new quality productivity’s role | new quality productive forces’ role
3.4 | $NQPF | New quality productivity's role grew. | New quality productive forces' role grew.
3.4 | $BUTT | Bi Jianwen's and Bi Jianwen’s plans | Mohamed Butt's and Mohamed Butt’s plans
3.4 | $STAFF | the working units' pay | the staff's pay
3.4 | $STAFF | the working units’ pay | the staff’s pay
3.4 | $FIRM | an enterprise's rights | a company's rights
3.4 | $FIRM | the enterprises' rights | the companies' rights
3.4 | $PEOPLE | resident persons’ rights | residents’ rights
3.4 | resident > person | the residents' rights | the people's rights
3.4 | $JONES | Qiong Si's book | James Jones's book
3.4 | Jones > Nathan Law [person] | Jones’ book | Nathan Law’s book
3.4 | $BUTT | BI JIANWEN'S OFFICE SHUT | MOHAMED BUTT'S OFFICE SHUT
3.4 | working unit > staff | THE WORKING UNITS' PAY ROSE | THE STAFF'S PAY ROSE
3.4 | $NQPF | new quality productivity’s not new | new quality productive forces are not new
3.4 | $FIRM | the ‘new enterprises’ he praised | the ‘new companies’ he praised
3.4 | $NQPF | new quality productive forces' role | =
3.4 | $NQPF | the country's new quality productive forces | =
3.4 | $FIRM | the companies’ rights, a company’s rights | =
3.4 | $BUTT | Mohamed Butt's and Mohamed Butt’s plans | =
3.4 | $JONES | James Jones' book | =
3.4 | $STAFF | the staff's pay | =
3.4 | > Hong Kong Productivity Council; Council > board [exact] | the Hong Kong Productivity Council's plan | =
3.4 | $PEOPLE | the residents’ rights, a resident’s rights | =
3.4 | $NAMI | Nano and Advanced Materials Institute (NAMI)'s staff | =
3.4 | Wan > Macao [exact] | Wanda’s term, Wanlin's term | =
# 3.5 Number of common nouns, both ways; mass nouns and names have one.
3.5 | $UNIT | nine director units | nine council member organizations
3.5 | $UNIT | a director unit | a council member organization
3.5 | $FIRM | enterprises and an enterprise | companies and a company
3.5 | member enterprises > member companies | each member enterprise | each member company
3.5 | $PEOPLE | two resident persons | two residents
3.5 | resident > person | one resident, two residents | one person, two people
3.5 | $STANDARD | formulating industry group standards | formulating association standards
3.5 | $SOCIETY | well-off societies | moderately prosperous societies
3.5 | member of unit > council member of a body | members of unit | council members of a body
3.5 | $CHAIR | two deputy chairmen of directors | two Vice-Chairmen
3.5 | $SME | small businesses and a small business | SMEs and an SME
3.5 | analysis report > study | analysis reports | studies
3.5 | development of crisis > crisis | developments of crisis | crises
3.5 | $STAFF | four working units | four staff
3.5 | secretary of office > secretary-general [title] | two secretaries of office | two secretaries-general
3.5 | $NQPF | new quality productive forces | =
3.5 | $NQPF | new quality productivities | =
3.5 | $UNIT | council member organizations, a council member organization | =
3.5 | enterprises > firms; enterprise > business [id=b, proposed] | enterprise | = | asks
3.5 | company law > Company Law [policy] | company laws of two regions | =
3.5 | Bay Area > Greater Bay Area [place] | the bay areas of two countries | =
3.5 | northern metro area > Northern Metropolis [place] | northern metro areas of two countries | =
3.5 | achievements transformation of research > use of research | the transformation of research | =
3.5 | researches > studies | the research went on | =
3.5 | two safeguards > Two Upholds [policy] | a safeguard | =
3.5 | new development concept > new development philosophy [policy]; new development concepts > new ideas [id=n, proposed] | new development concepts | = | asks
`,
  NAMES,
);
