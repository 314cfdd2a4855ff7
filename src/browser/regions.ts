/** Writes the side that was chosen for a stretch of a merge into the text below it. */
export function startRegions(): void {
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.dataset["choice"] === undefined) return;
    const regions = target.closest<HTMLElement>("[data-regions]");
    const area = document.getElementById(regions?.dataset["regions"] ?? "");
    if (!regions || !(area instanceof HTMLTextAreaElement)) return;
    const before = regions.dataset["built"] ?? area.defaultValue;
    const sides = chosenSides(regions);
    const built = sides.join("");
    // What was typed into the text since stays: then only the stretch itself is exchanged, where it still stands.
    area.value = area.value === before ? built : area.value.replace(otherSide(target), () => target.value);
    regions.dataset["built"] = built;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function chosenSides(regions: HTMLElement): string[] {
  let index = -1;
  return [...regions.querySelectorAll<HTMLElement>(".region")].map((region) => {
    const settled = region.dataset["region"];
    if (settled !== undefined) return settled;
    index = Number(region.getAttribute("href")?.replace("#region-", "") ?? index);
    const radios = regions.querySelectorAll<HTMLInputElement>(`input[data-choice="${index}"]`);
    const chosen = [...radios].find((radio) => radio.checked) ?? radios[0];
    return chosen?.value ?? "";
  });
}

function otherSide(radio: HTMLInputElement): string {
  const radios = document.querySelectorAll<HTMLInputElement>(
    `input[data-choice="${radio.dataset["choice"] ?? ""}"]`,
  );
  return [...radios].find((each) => each !== radio)?.value ?? "";
}
