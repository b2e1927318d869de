#include "properties/conformance/report/html_page.h"

namespace connectorgroup::html_page {

const std::string_view kBegin = R"page(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>connectorGroup conformance</title>
<style>
:root {
  --ground: #ffffff; --raised: #f4f6f8; --text: #1b1f24; --quiet: #57606a; --line: #d0d7de;
  --good: #116329; --bad: #b3161f; --odd: #7d4e00; --focus: #0550ae;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1419; --raised: #1a2129; --text: #e6edf3; --quiet: #9da7b3; --line: #37414c;
    --good: #56d364; --bad: #ff8b84; --odd: #e3b341; --focus: #79c0ff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1rem; max-width: 90rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif;
}
h1 { font-size: 1.5rem; margin: 0 0 1rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0 .75rem; }
.quiet { color: var(--quiet); }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .4rem; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding: .5rem .75rem; color: var(--quiet); }
th, td {
  text-align: left; vertical-align: top; padding: .4rem .75rem; border-top: 1px solid var(--line);
}
thead th { background: var(--raised); border-top: 0; }
thead th, tbody th { font-weight: 600; overflow-wrap: break-word; }
tbody th { min-width: 9rem; max-width: 24rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
code, pre, tbody th.case { font-family: ui-monospace, Consolas, monospace; font-size: .875rem; }
tbody th.case { font-weight: 400; min-width: 14rem; overflow-wrap: anywhere; }
dd code { overflow-wrap: anywhere; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.word { font-weight: 600; white-space: nowrap; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.odd { color: var(--odd); }
summary { cursor: pointer; }
details > summary { overflow-wrap: anywhere; }
.facts { margin: .5rem 0 0; min-width: 0; }
dl {
  display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .15rem .75rem; margin: .5rem 0;
}
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin: .75rem 0 .25rem; overflow-wrap: anywhere; }
form { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; align-items: end; }
label { display: grid; gap: .2rem; color: var(--quiet); }
input, select {
  font: inherit; color: var(--text); background: var(--raised); border: 1px solid var(--line);
  border-radius: .3rem; padding: .35rem .5rem; max-width: 100%;
}
[hidden] { display: none !important; }
@media (max-width: 40rem) {
  body { padding: .6rem; }
  th, td { padding: .35rem .5rem; }
  tbody th.case { min-width: 9rem; }
  /* The details have them too. */
  .aside { display: none; }
  details.case { position: sticky; left: .5rem; width: calc(100vw - 2.4rem); }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: .35rem; }
}
</style>
</head>
<body>
)page";

const std::string_view kFilter = R"page(<form id="filter" role="search" hidden>
<label>Show cases whose id or rule contains
<input id="words" type="search" autocomplete="off"></label>
<label>and where some subject came to
<select id="outcome"><option value="">anything</option></select></label>
<p id="shown" class="quiet" role="status"></p>
</form>
)page";

const std::string_view kEnd = R"page(<script>
"use strict";
const form = document.getElementById("filter");
if (form) {
  const rows = Array.from(document.querySelectorAll("tbody.row"));
  const words = document.getElementById("words");
  const outcome = document.getElementById("outcome");
  const outcomes = row => row.dataset.outcomes.split(" ");
  for (const name of Array.from(new Set(rows.flatMap(outcomes))).sort()) {
    outcome.add(new Option(name, name));
  }
  const filter = () => {
    const wanted = words.value.toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = row.dataset.words.toLowerCase().includes(wanted) &&
        (outcome.value === "" || outcomes(row).includes(outcome.value));
      row.hidden = !fits;
      if (fits) ++shown;
    }
    document.getElementById("shown").textContent = shown + " of " + rows.length + " cases shown";
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", event => event.preventDefault());
  form.hidden = false;
  filter();
}
</script>
</body>
</html>
)page";

}  // namespace connectorgroup::html_page
