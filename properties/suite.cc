#include "properties/suite.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "properties/edits/random_source.h"
#include "properties/escaped.h"

namespace connectorgroup {

// Laws ask the same first question, what the subject makes of the bytes as they are, and for short
// inputs that is most of the work. This subject answers it once; any other text it hands on. It can
// be told to leave errors alone, which are the same under every contract.
class Suite::Remembering : public Subject {
 public:
  Remembering(std::unique_ptr<Subject> subject, bool offers_errors)
      : subject_(std::move(subject)), offers_errors_(offers_errors) {}

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

  MessageAnswer read_message(MessageKind kind, std::span<const std::string_view> segments,
                             Ending ending) override {
    MessageAnswer answer = subject_->read_message(kind, segments, ending);
    steps_ = subject_->steps();
    return answer;
  }
  WriteAnswer write_message(MessageKind kind, const Message& message) override {
    return subject_->write_message(kind, message);
  }

  WriteAnswer write(BodyKind kind, const BodyValue& value, Form form) override {
    if (skips(kind)) return {};
    return subject_->write(kind, value, form);
  }

  ExchangeSubject* exchange_part() override { return subject_->exchange_part(); }
  ServiceSubject* service_part() override { return subject_->service_part(); }

 private:
  struct Reading {
    ReadAnswer answer;
    std::optional<std::uint64_t> steps;
  };

  bool skips(BodyKind kind) const { return kind == BodyKind::error && !offers_errors_; }

  ReadAnswer ask(BodyKind kind, std::string_view text) {
    steps_ = std::nullopt;
    if (skips(kind)) return {};
    ReadAnswer answer = subject_->read(kind, text);
    steps_ = subject_->steps();
    return answer;
  }

  std::unique_ptr<Subject> subject_;
  bool offers_errors_;
  std::string_view bytes_;
  std::array<std::optional<Reading>, kBodyKinds.size()> remembered_;
  std::optional<std::uint64_t> steps_;
};

Suite::Suite(const LawRoom& room) : room_(&room) {
  const auto remember = [](Subjects subjects, std::vector<std::unique_ptr<Remembering>>& into) {
    for (std::unique_ptr<Subject>& subject : subjects) {
      into.push_back(std::make_unique<Remembering>(std::move(subject), into.empty()));
    }
  };
  remember(room.subjects(), subjects_);
  remember(room.first_law_subjects(), first_law_subjects_);
}

Suite::Suite(const LawRoom& room, std::unique_ptr<Subject> subject) : room_(&room) {
  subjects_.push_back(std::make_unique<Remembering>(std::move(subject), true));
}

Suite::~Suite() = default;
Suite::Suite(Suite&&) noexcept = default;
Suite& Suite::operator=(Suite&&) noexcept = default;

std::optional<Failure> Suite::check(std::span<const Law> laws, std::string_view bytes,
                                    Effort effort) {
  ++acceptance_.inputs;
  bool accepted = false;
  for (const auto& subject : subjects_) {
    subject->begin(bytes);
    accepted = accepted || room_->accepts(bytes, *subject);
  }
  if (accepted) ++acceptance_.accepted;
  for (const auto& subject : first_law_subjects_) subject->begin(bytes);
  const auto broken_by = [&](const Law& law, Subject& subject) -> std::optional<Failure> {
    Broken broken = law.check(bytes, subject, effort);
    if (!broken) return std::nullopt;
    return Failure{&law, subject.name(), subject.contract().id, std::move(*broken)};
  };
  for (const Law& law : laws) {
    for (const auto& subject : subjects_) {
      if (auto failure = broken_by(law, *subject)) return failure;
    }
  }
  for (const auto& subject : first_law_subjects_) {
    if (auto failure = broken_by(room_->laws.front(), *subject)) return failure;
  }
  return std::nullopt;
}

std::string repair_kit(const Failure& failure, std::string_view bytes, std::string_view saved_as,
                       std::string_view found_by) {
  const std::string law(failure.law->id);
  const std::string target = std::string(room_of(*failure.law).name) + "_fuzz";
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
  text += "    CONNECTORGROUP_FUZZ_LAW=" + law + " build/fuzz/fuzz/" + target + " " + file + "\n";
  text += "  minimise, and keep as a regression once the cause is fixed:\n";
  text += "    fuzz/triage --target " + target + " " + file + "\n";
  return text;
}

std::string save_failure(const Failure& failure, std::string_view bytes, std::string_view folder) {
  std::error_code ignored;
  const std::filesystem::path path(folder);
  std::filesystem::create_directories(path, ignored);
  std::array<char, 17> hash{};
  std::snprintf(hash.data(), hash.size(), "%016llx",
                static_cast<unsigned long long>(hash_of(bytes)));
  const std::filesystem::path file = path / (std::string(failure.law->id) + "-" + hash.data() +
                                             std::string(extension(room_of(*failure.law).input)));
  std::ofstream out(file, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  return out ? file.string() : std::string();
}

}  // namespace connectorgroup
