/** Talks to the playground's server as the person this tab is. */

const KEY = "playground.person";
const asked = new URLSearchParams(location.search).get("as");
const tab = { person: asked ?? sessionStorage.getItem(KEY) ?? "first" };

class Refused extends Error {
  constructor(status, body) {
    super(firstReason(body?.errors) ?? body?.message ?? `The playground answered ${status}.`);
    this.code = body?.code;
  }
}

/** Discord hides the useful sentence deep inside `errors`. */
function firstReason(errors) {
  if (!errors || typeof errors !== "object") return undefined;
  if (errors._errors) return errors._errors[0]?.message;
  for (const inner of Object.values(errors)) {
    const found = firstReason(inner);
    if (found) return found;
  }
  return undefined;
}

export function becomeInThisTab(id) {
  tab.person = id;
  sessionStorage.setItem(KEY, id);
}

export async function call(method, path, body, files = []) {
  const headers = { "X-Person": tab.person };
  const request = { method, headers, body: files.length ? multipart(body, files) : undefined };
  if (body && !files.length) {
    headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  const response = await fetch(path, request).catch(() => {
    throw new Refused(0, { message: "The playground can't be reached." });
  });
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

/** How files are referred to by the body that goes with them. */
export const described = (files) => files.map((file, n) => ({ id: String(n), filename: file.name }));

function multipart(body, files) {
  const form = new FormData();
  form.append("payload_json", JSON.stringify(body));
  for (const [n, file] of files.entries()) form.append(`files[${n}]`, file, file.name);
  return form;
}
