import { readChoices } from "../../src/app/choices.ts";
import type { PageLocals } from "../../src/http/pages/models.ts";
import { SHORTCUTS } from "../../src/http/pages/shortcuts.ts";
import { createRenderer, VIEWS_DIR } from "../../src/http/render.ts";
import { formattersFor } from "../../src/i18n/formatters.ts";
import { LANGUAGES, type Language } from "../../src/i18n/languages.ts";
import { loadTranslator } from "../../src/i18n/translator.ts";
import type { PageFixture } from "./pages.ts";

const render = createRenderer(VIEWS_DIR, { cache: true });

/** The texts of the interface; a missing one throws. */
export const translator = await loadTranslator({ strict: true });

/** The page as the server would send it. */
export function showPage(fixture: PageFixture, lng: Language): Promise<string> {
  let requests = 0;
  const locals: Omit<PageLocals<unknown>, "model"> = {
    t: translator.for(lng),
    lng,
    languages: LANGUAGES.map(({ code, name }) => ({ code, name, current: code === lng })),
    fmt: formattersFor(lng),
    title: "A title",
    here: "/articles/a1?filter=open",
    section: "articles",
    actorName: "Anna",
    choices: readChoices(() => undefined),
    shortcuts: SHORTCUTS,
    notice: fixture.notice,
    assets: { css: "/assets/app.1.css", js: "/assets/app.1.js" },
    requestId: () => `request-${(requests += 1)}`,
  };
  // The union of pages is rendered one by one; each model goes to its own template.
  return (render as (name: string, locals: unknown) => Promise<string>)(fixture.page, {
    ...locals,
    model: fixture.model,
  });
}
