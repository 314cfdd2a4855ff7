/** The client: every behaviour attaches itself to the page by data attributes, and the page works without any. */
import { startAutogrow } from "./autogrow.ts";
import { startImpact } from "./impact.ts";
import { startKeys } from "./keys.ts";
import { startLinked } from "./linked.ts";
import { startMenus } from "./menu.ts";
import { startParts } from "./parts.ts";
import { startRegions } from "./regions.ts";
import { startSelection } from "./selection.ts";
import { startSwap } from "./swap.ts";
import { startTypingGuard } from "./typing.ts";
import { startWhy } from "./why.ts";

startParts();
startSwap();
startTypingGuard();
startAutogrow();
startWhy();
startSelection();
startKeys();
startMenus();
startLinked();
startImpact();
startRegions();
