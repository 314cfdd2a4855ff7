/** A report written for these tests, in both languages; no one published it. */
export const NEWS = {
  source: [
    "海州港口扩建工程开工",
    "海州市港口扩建工程25日开工，总投资12.6亿元。",
    "工程由市交通局负责。",
    "预计两年完成。",
    "港口去年处理了340万个集装箱，比前年增加8%，成为本省最大的港口，也是渔业的中心。",
    "（此段只见于中文版）当地学校组织学生参观了工地。",
    "局长表示，新码头将采用电动起重机，减少污染。",
    "银行为工程提供贷款，第十五条码头将最先建成。",
    "渔民担心噪音。",
  ].join("\n"),
  target: [
    "Expansion project of Haizhou port starts",
    "Construction of the port expansion project in Haizhou city started on the 25th, with a total investment of 1.26 billion yuan.",
    "The project is managed by the city's transport bureau and is expected to be finished in two years.",
    "The port handled 3.4 million containers last year, 8% more than the year before.",
    "It has become the largest port of the province and the centre of fishery.",
    "The bureau's director said the new wharf will use electric cranes to reduce pollution.",
    "Banks provide loans for the project, and the fifteenth wharf will be built first.",
    "Fishermen worry about noise.",
    "Subscribe to our newsletter for more stories like this one.",
  ].join("\n"),
  beads: "0:0 1:1 2,3:2 4:3,4 5: 6:5 7:6 8:7 :8",
};

/** A report about something else. */
export const OTHER_NEWS = [
  "Orchestra opens its winter season",
  "The violinist played three pieces before the interval, and the audience rose.",
  "Tickets were gone within an hour.",
  "A critic praised the young conductor, whose parents were both singers.",
  "The hall is to close in spring so that its roof can be mended.",
  "Meanwhile the choir rehearses in a church.",
  "Children under six are admitted free when they come with a grandparent.",
].join("\n");

/** A dictionary of some of the words. */
export const NEWS_WORDS = `港口\tport/harbor
扩建\tto extend/expansion
工程\tengineering/project
开工\tto start work/construction starts
市\tcity/market
投资\tinvestment
交通局\ttransport bureau
负责\tto be in charge/to manage
预计\tto expect
完成\tto finish/to complete
年\tyear
处理\tto handle
集装箱\tcontainer
增加\tto increase/more
最大\tlargest
本省\tthis province
渔业\tfishery
中心\tcentre
局长\tbureau director
表示\tto say
新\tnew
码头\twharf/dock
电动\telectric
起重机\tcrane
减少\tto reduce
污染\tpollution
银行\tbank
提供\tto provide
贷款\tloan
建成\tbuilt
渔民\tfisherman/fishermen
担心\tto worry
噪音\tnoise
学校\tschool
学生\tstudent
参观\tto visit
组织\tto organize
会议\tmeeting
举行\tto hold/held
公司\tcompany
`;
