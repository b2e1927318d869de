#include "properties/suite.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "properties/edits/random_source.h"
#include "properties/escaped.h"
#include "properties/subjects/model_subject.h"

namespace connectorgroup {
namespace {

bool accepts_as_any_body(Subject& subject, std::string_view bytes) {
  for (const BodyKind kind : kBodyKinds) {
    if (subject.read(kind, bytes).verdict == Verdict::accept) return true;
  }
  return false;
}

// Laws ask the same first question, what the subject makes of the bytes as they are, and for short
// inputs that is most of the work. This subject answers it once; any other text it hands on.
class Remembering : public Subject {
 public:
  explicit Remembering(std::unique_ptr<Subject> subject) : subject_(std::move(subject)) {}

  // The bytes that reads are remembered of, by their place; they must live until the next call.
  void begin(std::string_view bytes) {
    bytes_ = bytes;
    remembered_.fill(std::nullopt);
  }

  std::string name() const override { return subject_->name(); }
  const Contract& contract() const override { return subject_->contract(); }
  std::optional<std::uint64_t> steps() const override { return steps_; }

  ReadAnswer read(BodyKind kind, std::string_view text) override {
    if (text.data() != bytes_.data() || text.size() != bytes_.size()) return ask(kind, text);
    std::optional<Reading>& reading = remembered_[static_cast<std::size_t>(kind)];
    if (!reading) reading = Reading{ask(kind, text), steps_};
    steps_ = reading->steps;
    return reading->answer;
  }

  WriteAnswer write(BodyKind kind, const std::vector<Members>& objects,
                    const CollectionControls& controls, Form form) override {
    return subject_->write(kind, objects, controls, form);
  }

 private:
  struct Reading {
    ReadAnswer answer;
    std::optional<std::uint64_t> steps;
  };

  ReadAnswer ask(BodyKind kind, std::string_view text) {
    ReadAnswer answer = subject_->read(kind, text);
    steps_ = subject_->steps();
    return answer;
  }

  std::unique_ptr<Subject> subject_;
  std::string_view bytes_;
  std::array<std::optional<Reading>, kBodyKinds.size()> remembered_;
  std::optional<std::uint64_t> steps_;
};

}  // namespace

struct Suite::Subjects {
  std::vector<std::unique_ptr<Remembering>> all_laws;
  std::vector<std::unique_ptr<Subject>> first_law;  // padded texts
};

Suite::Suite() : subjects_(std::make_unique<Subjects>()) {
  for (const Contract& contract : contracts()) {
    subjects_->all_laws.push_back(
        std::make_unique<Remembering>(make_model_subject(contract, {}, Placement::unpadded)));
    subjects_->first_law.push_back(make_model_subject(contract, {}, Placement::padded));
  }
}

Suite::Suite(std::unique_ptr<Subject> subject) : subjects_(std::make_unique<Subjects>()) {
  subjects_->all_laws.push_back(std::make_unique<Remembering>(std::move(subject)));
}

Suite::~Suite() = default;

std::optional<Failure> Suite::check(std::span<const Law> laws, std::string_view bytes,
                                    Effort effort) {
  ++acceptance_.inputs;
  bool accepted = false;
  for (const auto& subject : subjects_->all_laws) {
    subject->begin(bytes);
    accepted = accepted || accepts_as_any_body(*subject, bytes);
  }
  if (accepted) ++acceptance_.accepted;
  const auto broken_by = [&](const Law& law, Subject& subject) -> std::optional<Failure> {
    Broken broken = law.check(bytes, subject, effort);
    if (!broken) return std::nullopt;
    return Failure{&law, subject.name(), subject.contract().id, std::move(*broken)};
  };
  for (const Law& law : laws) {
    for (const auto& subject : subjects_->all_laws) {
      if (auto failure = broken_by(law, *subject)) return failure;
    }
  }
  for (const auto& subject : subjects_->first_law) {
    if (auto failure = broken_by(body_laws().front(), *subject)) return failure;
  }
  return std::nullopt;
}

std::string repair_kit(const Failure& failure, std::string_view bytes, std::string_view saved_as,
                       std::string_view found_by) {
  const std::string law(failure.law->id);
  const std::string file(saved_as.empty() ? "FILE" : saved_as);
  std::string text = "law broken: " + law + "\n";
  text += "  sentence: " + std::string(failure.law->sentence) + "\n";
  text += "  subject:  " + failure.subject + " under " + std::string(failure.contract) + "\n";
  text += "  found:    " + failure.what + "\n";
  text += "  input:    \"" + escaped(bytes) + "\" (" + std::to_string(bytes.size()) + " bytes)\n";
  text += "  saved as: " + (saved_as.empty() ? "FILE, which the fuzzer names below" : file) + "\n";
  text += "  repeat, from the source folder:\n";
  if (!found_by.empty()) text += "    " + std::string(found_by) + "\n";
  text += "    build/test/properties/replay --law " + law + " " + file + "\n";
  text += "    CONNECTORGROUP_FUZZ_LAW=" + law + " build/fuzz/fuzz/body_fuzz " + file + "\n";
  text += "  minimise:\n";
  text += "    CONNECTORGROUP_FUZZ_LAW=" + law +
          " build/fuzz/fuzz/body_fuzz -minimize_crash=1 -runs=100000 " + file + "\n";
  text += "  keep as a regression:\n";
  text += "    cp " + file + " corpus/regressions/\n";
  return text;
}

std::string save_failure(const Failure& failure, std::string_view bytes, std::string_view folder) {
  std::error_code ignored;
  const std::filesystem::path path(folder);
  std::filesystem::create_directories(path, ignored);
  std::array<char, 17> hash{};
  std::snprintf(hash.data(), hash.size(), "%016llx",
                static_cast<unsigned long long>(hash_of(bytes)));
  const std::filesystem::path file =
      path / (std::string(failure.law->id) + "-" + hash.data() + ".json");
  std::ofstream out(file, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  return out ? file.string() : std::string();
}

}  // namespace connectorgroup
