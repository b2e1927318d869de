// The laws of the service judge the model; here they are judged. Each holds on every file of the
// corpus, and breaks on some file for a service with a planted fault.

#include "properties/service_laws.h"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "properties/escaped.h"
#include "properties/input_files.h"
#include "properties/plain_service.h"
#include "properties/subjects/model_subject.h"

namespace connectorgroup {
namespace {

constexpr std::size_t kSizeMax = 2048;

const std::vector<std::string>& inputs() {
  static const std::vector<std::string> kInputs = [] {
    std::vector<std::string> read;
    for (const std::string_view folder : {"/exchange", "/http"}) {
      const InputFiles files = input_files(std::string(CONNECTORGROUP_CORPUS).append(folder));
      for (const std::filesystem::path& file : files.files) {
        std::optional<std::string> text = read_file(file);
        if (text && text->size() <= kSizeMax) read.push_back(std::move(*text));
      }
    }
    return read;
  }();
  return kInputs;
}

using LawFunction = std::function<Broken(std::string_view, ServiceSubject&)>;

LawFunction thorough(Broken (*law)(std::string_view, ServiceSubject&, Effort)) {
  return [law](std::string_view bytes, ServiceSubject& subject) {
    return law(bytes, subject, Effort::thorough);
  };
}

TEST(ServiceLaws, HoldOnEveryInput) {
  ASSERT_GE(inputs().size(), 200u);
  const auto unused = make_model_subject(graph_2017());
  std::set<std::string_view> ids;
  for (const Law& law : service_laws()) {
    EXPECT_TRUE(ids.insert(law.id).second) << law.id;
    EXPECT_TRUE(law.id.starts_with("service.")) << law.id;
    EXPECT_TRUE(law.sentence.ends_with('.')) << law.id;
    for (const std::string& input : inputs()) {
      const Broken broken = law.check(input, *unused, Effort::thorough);
      EXPECT_EQ(broken, std::nullopt) << law.id << " on \"" << escaped(input) << "\": " << *broken;
    }
  }
}

// --- Services with one fault each: the model's answers, changed on the way out.

class Meddler : public ServiceSubject {
 public:
  using Change = std::function<void(std::string& answers, std::size_t segments)>;
  Meddler(const Contract& contract, Change change)
      : ServiceSubject(contract), change_(std::move(change)) {}

  using ServiceSubject::answers;
  std::string answers(std::span<const std::string_view> segments,
                      Identifiers& identifiers) override {
    std::string answers = ServiceSubject::answers(segments, identifiers);
    change_(answers, segments.size());
    return answers;
  }

 private:
  Change change_;
};

bool sees(const LawFunction& law, const Meddler::Change& change) {
  for (const Contract& contract : contracts()) {
    Meddler faulty(contract, change);
    for (const std::string& input : inputs()) {
      if (law(input, faulty)) return true;
    }
  }
  return false;
}

// Replaces every occurrence by a text of the same length, so that lengths stay true.
Meddler::Change replacing(std::string_view what, std::string_view by) {
  EXPECT_EQ(what.size(), by.size());
  return [what = std::string(what), by = std::string(by)](std::string& answers, std::size_t) {
    for (std::size_t at = answers.find(what); at != std::string::npos;
         at = answers.find(what, at + 1)) {
      answers.replace(at, what.size(), by);
    }
  };
}

TEST(ServiceLaws, SeeAnswersThatArentThere) {
  const LawFunction law = laws::every_request_is_answered;
  EXPECT_TRUE(sees(law, [](std::string& answers, std::size_t) { answers.clear(); }));
  EXPECT_TRUE(sees(law, [](std::string& answers, std::size_t) { answers += answers; }));
  EXPECT_TRUE(sees(law, [](std::string& answers, std::size_t) { answers += "x"; }));
  EXPECT_TRUE(sees(law, replacing("Connection: close", "Connection: cl0se")));
  EXPECT_TRUE(sees(law, replacing("Content-Length", "Content-Lenght")));
}

TEST(ServiceLaws, SeeAnswersThatArentRight) {
  const LawFunction law = laws::answers_are_accepted;
  EXPECT_TRUE(sees(law, replacing("\"message\"", "\"massage\"")));
  EXPECT_TRUE(sees(law, replacing("WWW-Authenticate", "WWW-Authentigate")));
  EXPECT_TRUE(sees(law, replacing("Allow:", "Allaw:")));
  EXPECT_TRUE(sees(law, replacing("exchange.", "exchangc.")));
  EXPECT_TRUE(sees(law, replacing("OData-Version: 4.0", "OData-Version: 3.0")));
  EXPECT_TRUE(sees(law, replacing("\"isDefault\":", "\"isdefault\":")));
}

TEST(ServiceLaws, SeeASegmentationThatMatters) {
  EXPECT_TRUE(sees(thorough(laws::service_segmentation_changes_nothing),
                   [](std::string& answers, std::size_t segments) {
                     if (segments > 1 && !answers.empty()) answers.pop_back();
                   }));
}

TEST(ServiceLaws, SeeACreateThatForgets) {
  const LawFunction law = laws::a_create_echoes_what_was_sent;
  EXPECT_TRUE(sees(law, replacing("\"name\":\"sales\"", "\"name\":\"males\"")));
  EXPECT_TRUE(sees(law, replacing("\"isDefault\":false", "\"isDefault\": true")));
  EXPECT_TRUE(sees(law, replacing("applicationProxy\",", "applicationPr0xy\",")));
  EXPECT_TRUE(sees(law, replacing("Location:", "Locatjon:")));
  EXPECT_TRUE(sees(law, replacing("/connectorGroups/", "/connectorGroupz/")));
  EXPECT_TRUE(sees(law, replacing("%25", "%2B")));
  EXPECT_TRUE(sees(law, replacing("HTTP/1.1 201 Created", "HTTP/1.1 202 Created")));
  EXPECT_TRUE(sees(law, replacing("HTTP/1.1 400 ", "HTTP/1.1 201 ")));
  // What GET returns differs from the answer before it.
  EXPECT_TRUE(sees(law, [](std::string& answers, std::size_t) {
    const std::size_t at = answers.rfind("\"name\":\"sales\"");
    if (at != std::string::npos && answers.find("\"name\":\"sales\"") != at) answers[at + 8] = 'S';
  }));
}

TEST(ServiceLaws, SeeAReadThatWrites) {
  EXPECT_TRUE(sees(laws::reading_changes_nothing, [](std::string& answers, std::size_t) {
    const std::size_t at = answers.rfind("\"value\":[");
    if (at != std::string::npos) answers.replace(at, 9, "\"walue\":[");
  }));
}

TEST(ServiceLaws, SeeWhatAMapWouldntAnswer) {
  const LawFunction law = thorough(laws::commands_agree_with_a_map);
  EXPECT_TRUE(sees(law, replacing("ETag: \"1\"", "ETag: \"2\"")));
  EXPECT_TRUE(sees(law, replacing("HTTP/1.1 404 ", "HTTP/1.1 400 ")));
  EXPECT_TRUE(sees(law, replacing("HTTP/1.1 412 ", "HTTP/1.1 404 ")));
  EXPECT_TRUE(sees(law, replacing("\"region\":null", "\"region\":\"nu\"")));
  EXPECT_TRUE(sees(law, replacing("HTTP/1.1 204 ", "HTTP/1.1 304 ")));
}

TEST(ServiceLaws, SeeARefusalThatWrites) {
  const LawFunction law = thorough(laws::a_refusal_changes_nothing);
  EXPECT_TRUE(sees(law, replacing("HTTP/1.1 201 Created", "HTTP/1.1 409 Created")));
  EXPECT_TRUE(sees(law, replacing("HTTP/1.1 204 ", "HTTP/1.1 304 ")));
  EXPECT_TRUE(sees(law, replacing("HTTP/1.1 412 ", "HTTP/1.1 204 ")));
  EXPECT_TRUE(sees(law, replacing("\"message\"", "\"massage\"")));
}

TEST(ServiceLaws, SeeAMoveThatForgets) {
  EXPECT_TRUE(sees(laws::a_moved_service_serves_on, replacing("4.0", "4.1")));
}

// The plain map by itself: a few answers worked out by hand.
TEST(PlainService, AnswersAsTheContractSays) {
  PlainService service(graph_2017());
  PlainCommand create;
  create.kind = CommandKind::create;
  EXPECT_EQ(service.answer(create).status, 400);
  create.name = "a";
  create.is_default = true;
  const PlainAnswer created = service.answer(create);
  EXPECT_EQ(created.status, 201);
  EXPECT_EQ(created.groups,
            (std::vector<ConnectorGroup>{{plain_id(1), "a", "applicationProxy", true, {}}}));
  PlainCommand update;
  update.kind = CommandKind::update;
  update.number = 1;
  update.name = "b";
  update.if_version = 2;
  EXPECT_EQ(service.answer(update).status, 412);
  update.if_version = 1;
  EXPECT_EQ(service.answer(update).version, 2u);
  PlainCommand list;
  EXPECT_EQ(service.answer(list).groups.front().name, "b");
  list.top = 0;
  list.count = true;
  EXPECT_TRUE(service.answer(list).groups.empty());
  EXPECT_EQ(service.answer(list).count, 1u);
  PlainCommand get;
  get.kind = CommandKind::get;
  get.number = 1;
  get.if_version = 2;
  EXPECT_EQ(service.answer(get).status, 304);
  get.if_version = 1;
  EXPECT_EQ(service.answer(get).status, 200);
  PlainCommand remove = get;
  remove.kind = CommandKind::remove;
  EXPECT_EQ(service.answer(remove).status, 412);
  remove.if_version = 0;
  EXPECT_EQ(service.answer(remove).status, 204);
  EXPECT_EQ(service.answer(get).status, 404);
  EXPECT_EQ(plain_id(0x12ab), "00000000-0000-0000-0000-0000000012ab");
}

}  // namespace
}  // namespace connectorgroup
