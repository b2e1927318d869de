#include "properties/conformance/report/progress.h"

#include <utility>

#include "properties/conformance/report/report_text.h"

namespace connectorgroup {
namespace {

constexpr std::chrono::milliseconds kPatience{500};
constexpr std::chrono::milliseconds kBetweenDrawings{100};
constexpr std::string_view kLineBegin = "\r";
constexpr std::string_view kEraseToLineEnd = "\x1B[K";

// The first columns of a text. Terminals wrap at the last column, so it stays free.
std::string_view cut(std::string_view text, std::size_t width) {
  std::size_t size = 0;
  for (std::size_t column = 1; column < width && size < text.size(); ++column) {
    size += utf8_character_size(text.substr(size));
  }
  return text.substr(0, size);
}

std::string counts(const ProgressState& state, std::size_t planned) {
  std::string text = std::to_string(state.done);
  if (planned > 0) text.append("/").append(std::to_string(planned));
  text.append(", ").append(counted(state.failures, "failure", "failures"));
  if (state.restarts > 0) {
    text.append(", ").append(counted(state.restarts, "restart", "restarts"));
  }
  return text;
}

}  // namespace

Progress::Progress(std::size_t planned, Style style, ProgressOutput& output, Clock clock)
    : planned_(planned),
      style_(style),
      output_(&output),
      clock_(std::move(clock)),
      begin_(clock_()),
      next_drawing_(begin_ + kPatience) {}

Progress::~Progress() { clear(); }

void Progress::update(const ProgressState& state) {
  if (!style_.terminal) {
    log(state);
    return;
  }
  const Time now = clock_();
  if (now < next_drawing_) return;
  draw(state, now);
  next_drawing_ = now + kBetweenDrawings;
}

void Progress::clear() {
  if (!is_drawn_) return;
  output_->write(std::string(kLineBegin) + std::string(kEraseToLineEnd));
  is_drawn_ = false;
}

void Progress::draw(const ProgressState& state, Time now) {
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  std::string text = counts(state, planned_);
  if (seconds > 0) {
    text +=
        ", " + std::to_string(static_cast<std::size_t>(static_cast<double>(state.done) / seconds));
    text += "/s";
  }
  text.append("  ").append(visible(state.id));
  std::string line(kLineBegin);
  line += cut(text, style_.width);
  line += kEraseToLineEnd;
  output_->write(line);
  is_drawn_ = true;
}

void Progress::log(const ProgressState& state) {
  if (planned_ == 0) return;
  const std::size_t tenths = state.done >= planned_ ? 10 : state.done * 10 / planned_;
  if (tenths <= tenths_logged_) return;
  tenths_logged_ = tenths;
  output_->write(std::to_string(tenths * 10) + " %  " + counts(state, planned_) + "\n");
}

}  // namespace connectorgroup
