// The parts of the corpus that go through all values of a byte, made by program: every control
// character, every escape, every second byte of UTF-8. Their files and rows are committed like all
// others; corpus_families writes them, and a test holds them to what is made here.
#pragma once

#include <string>
#include <vector>

#include "properties/conformance/catalogue.h"

namespace connectorgroup {

struct FamilyCase {
  Case expected;
  std::string text;
};

// All of them, in the order of their paths. Every twin is a member of a family itself.
std::vector<FamilyCase> family_cases();

}  // namespace connectorgroup
