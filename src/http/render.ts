import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import ejs from "ejs";
import type { PageLocals } from "./pages/models.ts";
import type { PageModels, PageName } from "./answer.ts";

/** Makes the HTML of a page: its template inside the layout. */
export type Render = <Name extends PageName>(
  name: Name,
  locals: PageLocals<PageModels[Name]>,
) => Promise<string>;

/** The folder of the templates: `views` of the package, seen from the sources and from `dist` alike. */
export const VIEWS_DIR = fileURLToPath(new URL("../../views", import.meta.url));

/** A renderer of the templates in `viewsDir`. With `cache` each is compiled once; without, edits show at once. */
export function createRenderer(viewsDir: string, options: { readonly cache: boolean }): Render {
  const compiled = new Map<string, Promise<ejs.TemplateFunction>>();
  const compile = async (filename: string): Promise<ejs.TemplateFunction> =>
    ejs.compile(await readFile(filename, "utf8"), {
      filename,
      root: viewsDir,
      views: [viewsDir],
      cache: options.cache,
      async: false,
    });
  const template = (name: string): Promise<ejs.TemplateFunction> => {
    const filename = `${viewsDir}/${name}.ejs`;
    const found = options.cache ? compiled.get(filename) : undefined;
    if (found) return found;
    const made = compile(filename);
    compiled.set(filename, made);
    return made;
  };
  return async (name, locals) => {
    const page = await template(`pages/${name}`);
    const layout = await template("layout");
    return layout({ ...locals, body: page({ ...locals }) });
  };
}
