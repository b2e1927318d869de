// What a subject throws that can't answer. Never a verdict: who dies on a text hasn't refused it.
#pragma once

#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace connectorgroup {

// How a subject failed to answer.
enum class Misbehaviour : std::uint8_t {
  no_start,     // the program can't be started, or the server can't be reached
  crash,        // a signal, or a non-zero exit status, while an answer was owed
  early_exit,   // exit status 0 while an answer was owed
  closed_pipe,  // it closed the pipe or the connection, and goes on living
  hang,         // not an octet of the answer within the time
  slow_drip,    // some octets of the answer within the time, not all
  flood,        // more octets than an answer may have
  garbage,      // an answer that isn't one: no such verdict, bad hex, a second answer
  wrong_id,     // the answer to another request
  own_error,    // the verdict `error`: the wrapper says that it failed
};
inline constexpr std::array<Misbehaviour, 10> kMisbehaviours{
    Misbehaviour::no_start,    Misbehaviour::crash,   Misbehaviour::early_exit,
    Misbehaviour::closed_pipe, Misbehaviour::hang,    Misbehaviour::slow_drip,
    Misbehaviour::flood,       Misbehaviour::garbage, Misbehaviour::wrong_id,
    Misbehaviour::own_error};
// "no-start", "crash", "early-exit", ...
std::string_view name(Misbehaviour misbehaviour);

class SubjectFailure : public std::runtime_error {
 public:
  // `what`: one line for people, such as "killed by signal 11 (Segmentation fault)".
  SubjectFailure(Misbehaviour misbehaviour, const std::string& what, std::string error_output = {})
      : std::runtime_error(what),
        misbehaviour_(misbehaviour),
        error_output_(std::move(error_output)) {}

  Misbehaviour misbehaviour() const { return misbehaviour_; }
  // The last of what the subject wrote to its standard error, at most 8 KiB. Any bytes.
  const std::string& error_output() const { return error_output_; }

 private:
  Misbehaviour misbehaviour_;
  std::string error_output_;
};

}  // namespace connectorgroup
