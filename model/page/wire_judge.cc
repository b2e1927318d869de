#include "model/page/wire_judge.h"

namespace connectorgroup::page {

std::optional<Violation> WireJudge::judge(MessageKind kind, std::string_view head) {
  reader_.next(kind);
  reader_.feed(head);
  if (reader_.state() != ReadState::refused) return std::nullopt;
  return reader_.violation();
}

}  // namespace connectorgroup::page
