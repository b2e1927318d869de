// Standard output, which may be a full disk or a closed pipe.
#pragma once

#include <string>
#include <string_view>

#include "properties/conformance/report/progress.h"

namespace connectorgroup {

// Writes and flushes all of it. False, with a message on standard error: not all of it arrived.
bool write_out(std::string_view text);

// The same to a file, whole; "-" is standard output.
bool write_file(const std::string& path, std::string_view text);

// The same on standard error.
bool write_error(std::string_view text);

class StandardError : public ProgressOutput {
 public:
  void write(std::string_view text) override { write_error(text); }
};

// The day in Coordinated Universal Time, "2027-03-31".
std::string today();

// A complaint on standard error: "cgconform: ...".
void complain(std::string_view text);

}  // namespace connectorgroup
