/** What a person said about a segment. */
export interface CommentView {
  readonly id: string;
  readonly text: string;
  /** By the script of its characters. */
  readonly lang: "en" | "zh-Hans" | "zh-Hant";
  readonly author: string;
  readonly at: number;
  /** Who said that it is done, and when; undefined while it is open. */
  readonly resolved: { readonly by: string; readonly at: number } | undefined;
}
