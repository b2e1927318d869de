// How far a run is, for who waits for it. On a terminal it is one line that is written over; in a
// log one line for each tenth.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace connectorgroup {

// Where progress goes: standard error, or a test's string.
class ProgressOutput {
 public:
  virtual ~ProgressOutput() = default;
  virtual void write(std::string_view text) = 0;
};

struct ProgressState {
  std::size_t done = 0;
  std::size_t failures = 0;
  std::size_t restarts = 0;
  std::string_view id;  // of the case that comes next; any bytes
};

class Progress {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Clock = std::function<Time()>;

  struct Style {
    bool terminal = false;   // lines can be written over
    std::size_t width = 80;  // columns of it
  };

  // `planned` cases; 0 where their number isn't known, and then a log gets no lines. `output` must
  // outlive this. `clock` never goes back.
  Progress(std::size_t planned, Style style, ProgressOutput& output,
           Clock clock = std::chrono::steady_clock::now);
  // Clears the line.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Says how far the run is. A terminal shows nothing in the first half second, and then at most
  // ten states a second. Constant time.
  void update(const ProgressState& state);
  // Takes the line off the terminal, so that something else can be printed; the next update() draws
  // it again.
  void clear();

 private:
  void draw(const ProgressState& state, Time now);
  void log(const ProgressState& state);

  std::size_t planned_;
  Style style_;
  ProgressOutput* output_;
  Clock clock_;
  Time begin_;
  Time next_drawing_;
  std::size_t tenths_logged_ = 0;
  bool is_drawn_ = false;
};

}  // namespace connectorgroup
