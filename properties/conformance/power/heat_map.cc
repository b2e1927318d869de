#include <algorithm>
#include <map>
#include <set>

#include "properties/conformance/power/power_text.h"
#include "properties/conformance/power/summary.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kHead = R"page(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>What the suite finds</title>
<style>
:root {
  --ground: #ffffff; --raised: #f4f6f8; --text: #1b1f24; --quiet: #57606a; --line: #d0d7de;
  --h0: #1a7f37; --h1: #4ea55f; --h2: #8cc896; --h3: #c5e3ca; --ink: #ffffff; --dark: #10381b;
  --some: #f0c36d; --miss: #e5625a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1419; --raised: #1a2129; --text: #e6edf3; --quiet: #9da7b3; --line: #37414c;
    --h3: #9fd0a8;
  }
}
body {
  margin: 0 auto; padding: 1rem; max-width: 100rem; background: var(--ground);
  color: var(--text); font: 1rem/1.5 system-ui, sans-serif;
}
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0 .75rem; color: var(--quiet); }
.scroll { overflow: auto; max-height: 85vh; border: 1px solid var(--line); border-radius: .4rem; }
table { border-collapse: separate; border-spacing: 1px; font-size: .8rem; }
th { text-align: left; font-weight: 400; white-space: nowrap; padding: .1rem .4rem; }
thead th { position: sticky; top: 0; background: var(--raised); z-index: 1; }
thead th.law { writing-mode: vertical-rl; transform: rotate(180deg); padding: .4rem .1rem; }
tbody th { position: sticky; left: 0; background: var(--ground);
  font-family: ui-monospace, Consolas, monospace; }
td { text-align: right; padding: .1rem .35rem; font-variant-numeric: tabular-nums; }
td.law { min-width: 1.1rem; padding: 0; }
.h0 { background: var(--h0); color: var(--ink); }
.h1 { background: var(--h1); color: var(--dark); }
.h2 { background: var(--h2); color: var(--dark); }
.h3 { background: var(--h3); color: var(--dark); }
.some { background: var(--some); color: #3d2b00; }
.miss { background: var(--miss); color: #2b0402; }
.none { color: var(--quiet); }
.key span { padding: .1rem .5rem; margin-right: .4rem; border-radius: .2rem; }
</style>
</head>
<body>
<main>
)page";

std::string escaped_html(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&') {
      escaped += "&amp;";
    } else if (c == '<') {
      escaped += "&lt;";
    } else if (c == '>') {
      escaped += "&gt;";
    } else if (c == '"') {
      escaped += "&quot;";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

using Trials = std::map<std::pair<std::string, Driver>, const Trial*>;

// Darker is sooner: up to 10, 100, 1000, more.
std::string heat(std::uint64_t needed) {
  std::size_t step = 0;
  for (std::uint64_t bound = 10; needed > bound && step < 3; bound *= 10) ++step;
  return "h" + std::to_string(step);
}

std::string driver_cell(const Trial* trial) {
  if (trial == nullptr) return "<td></td>";
  const std::optional<std::uint64_t> needed = median(*trial);
  const std::string number = needed ? std::to_string(*needed) : "";
  switch (found_in(*trial)) {
    case Found::always:
      return "<td class=\"" + heat(*needed) + "\">" + number + "</td>";
    case Found::sometimes:
      return "<td class=\"some\">" + number + "</td>";
    case Found::seen:
      return "<td class=\"miss\">differs</td>";
    case Found::unseen:
      break;
  }
  return "<td class=\"none\">-</td>";
}

std::string law_cell(const Trial& trial, const std::string& law) {
  const auto found = trial.found_by.find(law);
  if (found == trial.found_by.end()) return "<td class=\"law\"></td>";
  return "<td class=\"law " + heat(found->second) + "\" title=\"" + escaped_html(law) + ": file " +
         std::to_string(found->second) + "\"></td>";
}

// The laws that found any of these faults.
std::set<std::string> laws_of(const std::vector<Fault>& faults, const Trials& trials) {
  std::set<std::string> laws;
  for (const Fault& fault : faults) {
    const auto trial = trials.find({std::string(fault.id), Driver::laws});
    if (trial == trials.end()) continue;
    for (const auto& [law, count] : trial->second->found_by) laws.insert(law);
  }
  return laws;
}

std::string table_of(const std::vector<Fault>& faults, const Trials& trials) {
  const std::set<std::string> laws = laws_of(faults, trials);
  std::string text = "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>fault</th>";
  for (const Driver driver : kDrivers) {
    text += "<th scope=\"col\">" + std::string(name(driver)) + "</th>";
  }
  for (const std::string& law : laws) {
    text += "<th scope=\"col\" class=\"law\">" + escaped_html(law) + "</th>";
  }
  text += "</tr></thead><tbody>\n";
  for (const Fault& fault : faults) {
    const std::string what = fault.planted != nullptr
                                 ? std::string(fault.planted->what)
                                 : "ignored: " + std::string(row(*fault.ignored).sentence);
    text += "<tr><th scope=\"row\" title=\"" + escaped_html(what) + "\">" + escaped_html(fault.id) +
            "</th>";
    for (const Driver driver : kDrivers) {
      const auto trial = trials.find({std::string(fault.id), driver});
      text += driver_cell(trial == trials.end() ? nullptr : trial->second);
    }
    const auto on_corpus = trials.find({std::string(fault.id), Driver::laws});
    for (const std::string& law : laws) {
      text +=
          on_corpus == trials.end() ? "<td class=\"law\"></td>" : law_cell(*on_corpus->second, law);
    }
    text += "</tr>\n";
  }
  return text + "</tbody></table></div>\n";
}

}  // namespace

std::string heat_map(const PowerRecord& record) {
  Trials trials;
  for (const Trial& trial : record.trials) trials[{trial.fault, trial.driver}] = &trial;
  std::string page(kHead);
  page += "<h1>What the suite finds</h1>\n<p>Of planted faults, at commit <code>" +
          escaped_html(record.commit) + "</code> on " + escaped_html(record.date) +
          ". A number counts cases, files, inputs or executions up to the one that showed the "
          "fault; of several seeds it is the median.</p>\n"
          "<p class=\"key\"><span class=\"h0\">up to 10</span><span class=\"h1\">100</span>"
          "<span class=\"h2\">1,000</span><span class=\"h3\">more</span>"
          "<span class=\"some\">for some seeds</span>"
          "<span class=\"miss\">an answer differed, and no law minded</span>"
          "<span class=\"none\">-: no answer differed</span></p>\n";
  for (const std::string_view room : {"body", "http", "exchange", "service"}) {
    std::vector<Fault> faults = every_fault();
    std::erase_if(faults, [room](const Fault& fault) { return fault.room != room; });
    if (faults.empty()) continue;
    page += "<h2>" + std::string(room) + "</h2>\n" + table_of(faults, trials);
  }
  return page + "</main>\n</body>\n</html>\n";
}

}  // namespace connectorgroup
