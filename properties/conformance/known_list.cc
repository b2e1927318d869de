#include "properties/conformance/known_list.h"

#include <algorithm>
#include <set>
#include <sstream>
#include <utility>

#include "properties/conformance/cases.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kNewReason = "new, without a reason yet";

bool is_day(std::string_view text) {
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_dash = i == 4 || i == 7;
    if (is_dash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  const int month = (text[5] - '0') * 10 + (text[6] - '0');
  const int day = (text[8] - '0') * 10 + (text[9] - '0');
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

std::vector<std::string> words_in(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// Empty, or why the word can't stand behind the outcome.
std::string take_mark(const std::string& word, KnownEntry& entry) {
  if (word == "wontfix") {
    entry.wontfix = true;
  } else if (word.starts_with("until=") && is_day(word.substr(6))) {
    entry.until = word.substr(6);
  } else {
    return "\"" + word + "\" is neither until=YYYY-MM-DD nor wontfix; a reason stands behind #";
  }
  return {};
}

// Empty, or what is wrong with the line.
std::string take_entry(std::string_view line, KnownEntry& entry) {
  const std::size_t hash = line.find('#');
  if (hash != std::string_view::npos) entry.reason = trimmed(line.substr(hash + 1));
  const std::vector<std::string> words = words_in(line.substr(0, hash));
  const std::optional<Outcome> outcome = words.size() < 2 ? std::nullopt : find_outcome(words[1]);
  if (!outcome || !is_failure(*outcome)) {
    return "a case and how it fails is wanted: ID fail, crash, timeout, untestable or "
           "order-dependent";
  }
  entry.pattern = words[0];
  entry.outcome = *outcome;
  for (std::size_t i = 2; i < words.size(); ++i) {
    std::string fault = take_mark(words[i], entry);
    if (!fault.empty()) return fault;
  }
  return {};
}

std::string line_of(const KnownEntry& entry) {
  std::string line = entry.pattern;
  line.append(" ").append(name(entry.outcome));
  if (!entry.until.empty()) line.append(" until=").append(entry.until);
  if (entry.wontfix) line.append(" wontfix");
  if (!entry.reason.empty()) line.append(" # ").append(entry.reason);
  return line;
}

// The results that an entry names. Report: RunReport or const RunReport.
template <class Report>
auto results_of(Report& report, const KnownEntry& entry) {
  std::vector<decltype(report.cases.data())> found;
  const auto add = [&](auto& results) {
    for (auto& result : results) {
      if (names(entry.pattern, result.id)) found.push_back(&result);
    }
  };
  add(report.cases);
  if (report.random) add(report.random->failures);
  return found;
}

// Nothing was found out about it, so that the list can't be wrong about it either.
bool is_unjudged(Outcome outcome) {
  return outcome == Outcome::not_run || outcome == Outcome::inconclusive ||
         outcome == Outcome::protocol_error;
}

// Applies one entry to a run.
class Application {
 public:
  Application(const KnownEntry& entry, RunReport& report) : entry_(entry), report_(report) {}

  void run(const std::vector<std::string>& ids, std::string_view today) {
    if (!is_sound(ids)) return;
    if (!entry_.until.empty() && entry_.until < today) {
      return fault("expired on " + entry_.until + ": " + entry_.pattern);
    }
    for (CaseResult* result : results_of(report_, entry_)) apply(*result);
  }

 private:
  bool is_sound(const std::vector<std::string>& ids) {
    if (entry_.pattern.starts_with("random/")) return true;
    const auto count = static_cast<std::size_t>(std::count_if(
        ids.begin(), ids.end(), [&](const std::string& id) { return names(entry_.pattern, id); }));
    if (count == 0) {
      fault("matches no case: " + entry_.pattern);
    } else if (count > kKnownCasesMax) {
      fault(entry_.pattern + " names " + std::to_string(count) + " cases, more than " +
            std::to_string(kKnownCasesMax));
    }
    return count > 0 && count <= kKnownCasesMax;
  }

  void apply(CaseResult& result) {
    if (result.outcome == entry_.outcome) {
      result.known = entry_.reason.empty() ? "listed as known" : entry_.reason;
    } else if (!is_unjudged(result.outcome)) {
      const bool passes = result.outcome == Outcome::pass;
      fault(passes ? "stale: " + result.id + " passes"
                   : result.id + " is listed as " + std::string(name(entry_.outcome)) +
                         ", and is " + std::string(name(result.outcome)));
    }
  }

  void fault(std::string text) { report_.known_faults.push_back({entry_.line, std::move(text)}); }

  const KnownEntry& entry_;
  RunReport& report_;
};

// The entry as it should be after the run, or nothing.
std::optional<KnownEntry> revised(KnownEntry entry, const RunReport& report,
                                  const std::vector<std::string>& ids) {
  const bool is_named = entry.pattern.starts_with("random/") ||
                        std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
                          return names(entry.pattern, id);
                        });
  if (!is_named) return std::nullopt;
  const std::vector<const CaseResult*> results = results_of(report, entry);
  const bool all_pass =
      !results.empty() && std::all_of(results.begin(), results.end(), [](const CaseResult* each) {
        return each->outcome == Outcome::pass;
      });
  if (all_pass) return std::nullopt;
  // Of a pattern, cases may fail in several ways: a person has to take it apart.
  if (results.size() == 1 && is_failure(results[0]->outcome)) entry.outcome = results[0]->outcome;
  return entry;
}

}  // namespace

std::variant<KnownList, std::string> KnownList::parse(std::string_view text) {
  KnownList list;
  std::vector<std::string> comments;
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.starts_with('#')) {
      comments.push_back(std::move(line));
      continue;
    }
    KnownEntry entry;
    entry.line = number;
    const std::string fault = take_entry(line, entry);
    if (!fault.empty()) return "line " + std::to_string(number) + ": " + fault;
    entry.comments = std::exchange(comments, {});
    list.entries_.push_back(std::move(entry));
  }
  list.last_comments_ = std::move(comments);
  return list;
}

void KnownList::apply(RunReport& report, const std::vector<std::string>& ids,
                      std::string_view today) const {
  for (const KnownEntry& entry : entries_) Application(entry, report).run(ids, today);
}

std::string KnownList::updated(const RunReport& report, const std::vector<std::string>& ids) const {
  std::vector<KnownEntry> entries;
  std::vector<std::string> orphans;
  for (const KnownEntry& entry : entries_) {
    std::optional<KnownEntry> kept = revised(entry, report, ids);
    if (kept) {
      entries.push_back(*std::move(kept));
    } else {
      orphans.insert(orphans.end(), entry.comments.begin(), entry.comments.end());
    }
  }
  const auto add_new = [&](const CaseResult& result) {
    const bool is_known = std::any_of(entries.begin(), entries.end(), [&](const auto& entry) {
      return names(entry.pattern, result.id);
    });
    if (!is_failure(result.outcome) || is_known) return;
    KnownEntry entry;
    entry.pattern = result.id;
    entry.outcome = result.outcome;
    entry.reason = kNewReason;
    entries.push_back(std::move(entry));
  };
  for (const CaseResult& result : report.cases) add_new(result);
  if (report.random) {
    for (const CaseResult& result : report.random->failures) add_new(result);
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const auto& a, const auto& b) { return a.pattern < b.pattern; });
  std::string text;
  for (const KnownEntry& entry : entries) {
    for (const std::string& comment : entry.comments) text.append(comment).append("\n");
    text.append(line_of(entry)).append("\n");
  }
  for (const std::string& comment : orphans) text.append(comment).append("\n");
  for (const std::string& comment : last_comments_) text.append(comment).append("\n");
  return text;
}

}  // namespace connectorgroup
