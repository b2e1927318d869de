#include "bench/iterations.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <system_error>

namespace connectorgroup::bench {

std::optional<std::int64_t> take_iterations(int& argc, char** argv) {
  constexpr std::string_view kOption = "--iterations=";
  if (argc < 2 || !std::string_view(argv[1]).starts_with(kOption)) return std::nullopt;
  const std::string_view digits = std::string_view(argv[1]).substr(kOption.size());
  std::int64_t iterations = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), iterations);
  // What isn't a number stays, and isn't understood.
  if (error != std::errc() || *end != '\0' || iterations <= 0) return std::nullopt;
  std::copy(argv + 2, argv + argc, argv + 1);
  --argc;
  return iterations;
}

}  // namespace connectorgroup::bench
