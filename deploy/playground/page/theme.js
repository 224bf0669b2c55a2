/** Dark or light: the system's choice until the person chooses. */

const KEY = "playground.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

function applyTheme() {
  const chosen = localStorage.getItem(KEY) ?? (dark.matches ? "dark" : "light");
  document.documentElement.dataset.theme = chosen;
}

export function nextTheme() {
  localStorage.setItem(KEY, document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  applyTheme();
}

dark.addEventListener("change", applyTheme);
applyTheme();
