import { readCases } from "../../../support/rendering-cases.ts";
import { NAMES } from "./names.ts";

export const MENTIONS = readCases(
  String.raw`
# 4.1 In full at first mention, short later, where the concept says so. Headlines and credits are no mention.
4.1 | $NAMIAGAIN | Institute of Nano Materials grew. Institute of Nano Materials hired. | Nano and Advanced Materials Institute (NAMI) grew. NAMI hired.
4.1 | $NAMIAGAIN | Institute of Nano Materials grew. | Nano and Advanced Materials Institute grew.
4.1 | $NAMIAGAIN | Institute of Nano Materials (NAMI) grew. NAMI hired. | Nano and Advanced Materials Institute (NAMI) grew. NAMI hired.
4.1 | $NAMIAGAIN | Nano and Advanced Materials Institute grew. Institute of Nano Materials hired. | Nano and Advanced Materials Institute (NAMI) grew. NAMI hired.
4.1 | $NAMIAGAIN | Institute of Nano Materials grows\nInstitute of Nano Materials grew. Institute of Nano Materials hired. | Nano and Advanced Materials Institute grows\nNano and Advanced Materials Institute (NAMI) grew. NAMI hired.
4.1 | $BUTTAGAIN | Bi Jianwen came. Bi Jianwen's car stopped, and Bi Jianwen left. | Mohamed Butt came. Butt's car stopped, and Butt left.
4.1 | $BUTTAGAIN | Bi Jianwen came. Bi Jianwen left.\nPhoto: Bi Jianwen | Mohamed Butt came. Butt left.\nPhoto: Mohamed Butt
4.1 | $BUTTAGAIN | Bi Jianwen comes to Macao\nOn Monday Bi Jianwen came to Macao. He met two people there. | Mohamed Butt comes to Macao\nOn Monday Mohamed Butt came to Macao. He met two people there.
4.1 | $SMEAGAIN | Small firms grew. Small firms hired. | Small and medium enterprises (SMEs) grew. SMEs hired.
4.1 | $SMEAGAIN | Small and medium enterprises grew. Small and medium enterprises hired. | Small and medium enterprises (SMEs) grew. SMEs hired.
4.1 | $SMEAGAIN | A small firm grew. A small firm hired two. | A small and medium enterprise (SME) grew. An SME hired two.
4.1 | $SMEAGAIN | Small firms grew. One small firm's staff left, the small firms’ staff stayed. | Small and medium enterprises (SMEs) grew. One SME's staff left, the SMEs’ staff stayed.
4.1 | $BUTT | Bi Jianwen came. Bi Jianwen left. | Mohamed Butt came. Mohamed Butt left.
4.1 | $NAMIAGAIN | Nano and Advanced Materials Institute grew. | =
4.1 | $NAMIAGAIN | Nano and Advanced Materials Institute (NAMI) grew. NAMI hired. | =
4.1 | $NAMIAGAIN | NAMI grew. NAMI hired. | =
4.1 | $NAMIAGAIN | Nano and Advanced Materials Institute grows\nThe institute hired two people. | =
4.1 | $NAMIAGAIN | Nano and Advanced Materials Institute grows\nNano and Advanced Materials Institute hired two people. | =
4.1 | $BUTTAGAIN | Mohamed Butt came. Butt left. | =
4.1 | $BUTTAGAIN | Mohamed Butt came.\nPhoto: Mohamed Butt | =
4.1 | $BUTT | Mohamed Butt came. Mohamed Butt left. | =
4.1 | $SMEAGAIN | Small and medium enterprises (SMEs) grew. SMEs hired, and one SME closed. | =
# 4.2 A surname by itself behind a wrong full name is asked about, where the person's surname is known.
4.2 | $BUTTNAME | Bi Jianwen came. Then Bi said so. | Mohamed Butt came. Then Bi said so. | asks
4.2 | $BUTTNAME | Bi Jianwen came. Bi’s car stopped. | Mohamed Butt came. Bi’s car stopped. | asks
4.2 | $BUTTNAME; $LAWNAME | Luo Guancong met Bi Jianwen. Luo left. | Nathan Law met Mohamed Butt. Luo left. | asks
4.2 | $BUTT | Bi Jianwen came. Then Bi said so. | Mohamed Butt came. Then Bi said so.
4.2 | $BUTTNAME | Bi Jianwen praised Bi’an, Bing and the bi plan. | Mohamed Butt praised Bi’an, Bing and the bi plan.
4.2 | $BUTTNAME | Bi agreed. Bi Jianwen came. | Bi agreed. Mohamed Butt came.
4.2 | $BUTTNAME; Bi Sheng > Bi Sheng Museum [place] | Bi Jianwen went to Bi Sheng. | Mohamed Butt went to Bi Sheng Museum.
4.2 | $BUTTNAME | Then Bi said so. | =
4.2 | $BUTTNAME | Mohamed Butt came. Then Bi said so. | =
4.2 | $BUTTNAME | Mohamed Butt came. Then Butt said so. | =
4.2 | $BUTTNAME | Mohamed Butt met Bi Sheng, whom Bi had called. | =
4.2 | $BUTTNAME; $LAWNAME | Nathan Law met Mohamed Butt. Law left, Butt stayed. | =
4.2 | Guan Zhiping > [person, proposed, surname=Kuan] | Guan Zhiping came. Then Guan left. | = | asks
# 4.3 The days on which a form holds, against the day of the article; without one, a text of today.
4.3 | $IPIM | Investment Bureau | Trade and Investment Institute | date=2022-01-01
4.3 | $IPIM | Investment Bureau | Trade and Investment Institute | date=2023-06-30
4.3 | $IPIM | Investment Bureau | Commerce and Investment Institute | date=2023-07-01
4.3 | $IPIM | Investment Bureau | Commerce and Investment Institute
4.3 | $IPIM | Trade and Investment Institute | Commerce and Investment Institute | date=2023-07-01
4.3 | $IPIM | Trade and Investment Institute | Commerce and Investment Institute
4.3 | Institute of Nano Materials > Nano Institute [organisation, short=NAMI {2020-01-01..}, mention] | Institute of Nano Materials grew. Institute of Nano Materials hired. | Nano Institute grew. Nano Institute hired. | date=2019-05-01
4.3 | Institute of Nano Materials > Nano Institute [organisation, short=NAMI {2020-01-01..}, mention] | Institute of Nano Materials grew. Institute of Nano Materials hired. | Nano Institute (NAMI) grew. NAMI hired. | date=2021-05-01
4.3 | Bi Jianwen > Mohamed Butt [person, surname=Butt, ok=Bi {..2019-12-31}] | Bi Jianwen came. Then Bi said so. | Mohamed Butt came. Then Bi said so. | date=2018-05-01
4.3 | Bi Jianwen > Mohamed Butt [person, surname=Butt, short=Bi {..2019-12-31}] | Bi Jianwen came. Then Bi said so. | Mohamed Butt came. Then Bi said so. | date=2018-05-01
4.3 | Bi Jianwen > Mohamed Butt [person, surname=Butt, short=Bi {..2019-12-31}] | Bi Jianwen came. Then Bi said so. | Mohamed Butt came. Then Bi said so. | date=2021-05-01 | asks
4.3 | > Old Productivity Council {..2019-12-31} [organisation]; productivity > output | the Old Productivity Council | the Old Productivity Council | date=2019-12-31
4.3 | $IPIM | Trade and Investment Institute | = | date=2022-01-01
4.3 | $IPIM | Trade and Investment Institute | = | date=2023-06-30
4.3 | $IPIM | Commerce and Investment Institute | = | date=2023-07-01
4.3 | $IPIM | Commerce and Investment Institute | =
4.3 | $IPIM | Commerce and Investment Institute | = | date=2022-01-01
4.3 | Cyber Fund {2020-01-01..2020-12-31} > Cyberport Fund [organisation] | the Cyber Fund | = | date=2021-01-01
4.3 | Cyber Fund {2020-01-01..2020-12-31} > Cyberport Fund [organisation] | the Cyber Fund | =
4.3 | Cyber Fund > Cyberport Fund {2021-01-01..} [organisation] | the Cyber Fund | = | date=2020-06-30 | asks
4.3 | > Trade House {..2019-12-31} [organisation]; Trade House > Trade Centre {2020-01-01..} [organisation, id=c] | the Trade House | = | date=2019-12-31 | asks
`,
  NAMES,
);
