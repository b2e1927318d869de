#include "bench/own/own_texts.h"

#include <cstdio>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>

#include "bench/drawn_group.h"
#include "bench/page_body.h"
#include "bench/spelled_group.h"
#include "model/contract.h"
#include "properties/input_files.h"

namespace connectorgroup::bench {
namespace {

// The accepted texts of a folder of the corpus.
std::optional<OwnTexts> load(Verb verb, const std::string& name, const std::string& folder,
                             Judge& judge) {
  OwnTexts loaded{verb, std::string(connectorgroup::name(verb)) + "/" + name, {}, 0};
  const std::string path = std::string(CONNECTORGROUP_CORPUS "/body/accept/")
                               .append(judge.standard().contract->id)
                               .append(verb == Verb::read_request ? "/create-request" : "/response")
                               .append(folder);
  const InputFiles inputs = input_files(path);
  for (const std::filesystem::path& file : inputs.files) {
    std::optional<std::string> text = read_file(file);
    if (text && judge.expect({verb, *text}).due == Due::accept) {
      loaded.texts.emplace_back(*std::move(text));
    }
  }
  loaded.objects = loaded.texts.size();
  if (!loaded.texts.empty()) return loaded;
  std::fprintf(stderr, "no document in %s: %s\n", path.c_str(), inputs.error.c_str());
  return std::nullopt;
}

// Documents of body_bench that one row reads in turn.
OwnTexts texts_of(Verb verb, std::string group, std::span<const Document> documents) {
  OwnTexts texts{verb, std::move(group), {}, 0};
  for (const Document& document : documents) {
    texts.texts.push_back(document.text);
    texts.objects += document.groups.size();
  }
  return texts;
}

std::vector<OwnTexts> response_texts(const Documents& documents) {
  std::vector<OwnTexts> all;
  for (const Document& document : documents.singles()) {
    all.push_back(
        texts_of(Verb::read_response, "read/one/" + document.form, std::span(&document, 1)));
  }
  all.push_back(texts_of(Verb::read_response, "read/one-of-64/compact", documents.rotation()));
  return all;
}

std::vector<OwnTexts> collection_texts(const Documents& documents) {
  std::vector<OwnTexts> all;
  for (const Document& document : documents.collections()) {
    all.push_back(texts_of(Verb::read_collection, "read/collection/" + document.form,
                           std::span(&document, 1)));
  }
  return all;
}

std::string request_for_all_of(const DrawnGroup& drawn) {
  return spell_request(drawn, request_for(drawn.group));
}

std::vector<OwnTexts> request_texts(const std::string& page_request,
                                    const ConnectorGroup& page_group) {
  std::vector<OwnTexts> all;
  const auto add = [&all](std::string_view form, std::vector<Text> texts) {
    const std::size_t objects = texts.size();
    all.push_back(
        {Verb::read_request, "read-request/" + std::string(form), std::move(texts), objects});
  };
  add("one/page-form", {Text(page_request)});
  const std::string& page_name = page_group.name;  // ASCII
  add("one/compact",
      {Text(request_for_all_of({page_group, {page_name.begin(), page_name.end()}}))});
  for (const LongName& name : draw_long_names()) {
    add("one/" + std::string(name.form), {Text(request_for_all_of(name.drawn))});
  }
  std::vector<Text> rotation;
  GroupSource groups;
  while (rotation.size() < Documents::kRotationSize) {
    rotation.emplace_back(request_for_all_of(groups.next()));
  }
  add("one-of-64/compact", std::move(rotation));
  return all;
}

}  // namespace

std::optional<std::vector<OwnTexts>> texts_of_corpus(Verb verb, Judge& judge) {
  const bool is_graph_2017 = judge.standard().contract == &graph_2017();
  std::optional<OwnTexts> page = load(verb, "page", is_graph_2017 ? "/page" : "/service", judge);
  std::optional<OwnTexts> corpus = load(verb, "corpus", "", judge);
  if (!page || !corpus) return std::nullopt;
  return std::vector<OwnTexts>{*std::move(page), *std::move(corpus)};
}

std::optional<std::vector<OwnTexts>> texts_of_body_bench(Verb verb) {
  const std::optional<std::string> request = page_request_body();
  const std::optional<std::string> response = page_response_body();
  if (!request || !response) return std::nullopt;
  const Documents documents(*response);
  if (verb == Verb::read_request) {
    return request_texts(*request, documents.page().groups.front());
  }
  return verb == Verb::read_response ? response_texts(documents) : collection_texts(documents);
}

}  // namespace connectorgroup::bench
