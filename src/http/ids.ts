const ID_LIMIT = 200;

/** Whether a text could be somebody's id. Ids of an imported glossary are its author's, so little is asked of them. */
export function mayBeId(text: string): boolean {
  return text !== "" && text.length <= ID_LIMIT && !/\p{Cc}/u.test(text);
}
